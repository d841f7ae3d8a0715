"""The browser front end, from a checkout: `streamlit run app.py`."""

import streamlit as st

from alliance_sim.views.server.answer_first import MIDDLEWARE
from alliance_sim.views.server.readiness import PAGES, ready

app = st.App(PAGES, lifespan=ready, middleware=MIDDLEWARE)
