"""The browser front end: which pages there are. Run it with `alliance-sim app`."""

# A bar that is closed is left out when one goes on with Tab.
CLOSED_BAR = """
<style>
[data-testid="stSidebar"][data-collapsed="true"] [data-testid="stSidebarContent"] { display: none; }
</style>
"""


def main() -> None:
    """Show the page that was asked for."""
    import streamlit as st

    from alliance_sim.views.pages.compare import show_page as compare
    from alliance_sim.views.pages.deal import show_page as deal
    from alliance_sim.views.pages.evidence import show_page as evidence
    from alliance_sim.views.pages.follow import show_page as follow
    from alliance_sim.views.pages.learn import show_page as learn
    from alliance_sim.views.pages.risk import show_page as risk
    from alliance_sim.views.pages.robust import show_page as robust
    from alliance_sim.views.pages.start import show_page as start

    st.set_page_config(layout="wide")
    st.html(CLOSED_BAR)
    chosen = st.navigation(
        [
            st.Page(start, title="Start", url_path="start", default=True),
            st.Page(compare, title="Compare", url_path="compare"),
            st.Page(risk, title="Who bears what", url_path="risk"),
            st.Page(deal, title="Design the deal", url_path="deal"),
            st.Page(robust, title="How sure are we?", url_path="robust"),
            st.Page(evidence, title="Evidence", url_path="evidence"),
            st.Page(learn, title="Learn", url_path="learn"),
            st.Page(follow, title="Follow one resident", url_path="follow"),
        ],
        position="top",
    )
    chosen.run()


# Worker processes read this file too, under another name, and must not draw pages.
if __name__ == "__main__":
    main()
