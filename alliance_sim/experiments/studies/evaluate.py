"""What a run of a study is: every option of its scenario in the same future."""

from alliance_sim.experiments.studies.jobs import Job, Outcomes, Worlds


def simulate_run(job: Job, worlds: Worlds) -> Outcomes:
    """Simulate every option of a run's scenario with the same luck."""
    # Seconds to load, which only those who simulate should wait for.
    from alliance_sim.simulate import simulate

    scenario = worlds.of(job)
    found = {}
    for option in scenario.options:
        run = simulate(scenario, option, job.seed, job.replication)
        found[option] = {**run.outcomes, **run.parties}
    return found
