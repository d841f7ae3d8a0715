"""The browser front end, from a checkout: `streamlit run app.py`."""

from alliance_sim.views.browser import main

# Worker processes read this file too, under another name, and must not draw pages.
if __name__ == "__main__":
    main()
