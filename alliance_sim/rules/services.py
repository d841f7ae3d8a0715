"""The services that can be bought, by position."""

SERVICES = (
    "home_care",
    "care_act_assessment",
    "advocacy",
    "reablement",
    "community_connection",
)
"""Services by position."""

HOME, ASSESS, ADVOCATE, REABLE, COMMUNITY = range(len(SERVICES))
