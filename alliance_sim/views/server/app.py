"""What `alliance-sim app` serves; any ASGI server can serve it too, as `app`."""

import streamlit as st

from alliance_sim.views.server.answer_first import MIDDLEWARE
from alliance_sim.views.server.readiness import PAGES, ready

app = st.App(PAGES, lifespan=ready, middleware=MIDDLEWARE)
