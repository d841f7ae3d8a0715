"""The browser front end: which pages there are. Run it with `alliance-sim app`."""


def main() -> None:
    """Show the page that was asked for."""
    import streamlit as st

    from alliance_sim.views.pages.compare import show as compare
    from alliance_sim.views.pages.evidence import show as evidence

    st.set_page_config(page_title="alliance_sim", layout="wide")
    chosen = st.navigation(
        [
            st.Page(compare, title="Compare", url_path="compare", default=True),
            st.Page(evidence, title="Evidence", url_path="evidence"),
        ],
        position="top",
    )
    chosen.run()


# Worker processes read this file too, under another name, and must not draw pages.
if __name__ == "__main__":
    main()
