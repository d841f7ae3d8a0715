"""The examples of clusters in the docs are what their deployers can read."""

from pathlib import Path

import yaml

CLUSTER = Path(__file__).parents[2] / "docs" / "cluster"


def read(name):
    return yaml.safe_load((CLUSTER / name).read_text(encoding="utf-8"))


def test_slurm_jobs_are_written_from_the_example():
    from dask_jobqueue.slurm import SLURMJob

    # The names of the file are those of the job's arguments, with underscores.
    given = {
        key.replace("-", "_"): value
        for key, value in read("slurm.yaml")["jobqueue"]["slurm"].items()
    }
    interface = given.pop("interface")
    script = SLURMJob("tcp://10.0.0.1:8786", name="alliance-sim", **given).job_script()
    assert interface == "ib0"
    for line in ("#SBATCH -p compute", "#SBATCH -A care-research", "#SBATCH -t 04:00:00"):
        assert line in script, script
    assert "#SBATCH --cpus-per-task=16" in script
    assert "source /shared/environments/alliance_sim/bin/activate" in script
    assert "--nworkers 16" in script
    assert "--lifetime 230m" in script
    assert "tcp://10.0.0.1:8786" in script


def test_the_cluster_for_kubernetes_has_what_the_operator_asks_for():
    made = read("kubernetes.yaml")
    assert (made["apiVersion"], made["kind"]) == ("kubernetes.dask.org/v1", "DaskCluster")
    spec = made["spec"]
    scheduler, worker = spec["scheduler"], spec["worker"]
    assert worker["replicas"] >= 1
    for part in (scheduler, worker):
        (container,) = part["spec"]["containers"]
        assert container["image"] == "alliance-sim:0.1.0"
    assert worker["spec"]["containers"][0]["args"][0] == "dask-worker"
    assert scheduler["spec"]["containers"][0]["args"][0] == "dask-scheduler"
    # The service finds the scheduler by the labels that the operator sets, at the port it opens.
    service = scheduler["service"]
    assert service["selector"]["dask.org/cluster-name"] == made["metadata"]["name"]
    (opened,) = scheduler["spec"]["containers"][0]["ports"]
    (port,) = service["ports"]
    assert port["targetPort"] == opened["name"]
    assert port["port"] == opened["containerPort"] == 8786
