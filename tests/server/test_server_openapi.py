"""The OpenAPI document says everything; nothing is loaded from the internet."""
from __future__ import annotations

from conftest import expect_problem

PROBLEMS = {
    ("/v1/health", "get"): {403, 500},
    ("/v1/capabilities", "get"): {401, 403, 500, 503},
    ("/v1/jobs/generate", "post"): {400, 401, 403, 413, 422, 429, 500, 503},
    ("/v1/jobs/complete", "post"): {400, 401, 403, 413, 422, 429, 500, 503},
    ("/v1/jobs/pose", "post"): {400, 401, 403, 413, 422, 429, 500, 503},
    ("/v1/jobs/sequence", "post"): {400, 401, 403, 413, 422, 429, 500, 503},
    ("/v1/jobs/invert", "post"): {400, 401, 403, 409, 413, 422, 429, 500, 503},
    ("/v1/styles", "get"): {401, 403, 500, 503},
    ("/v1/styles", "post"): {401, 403, 409, 413, 422, 500, 503},
    ("/v1/styles/{name}", "get"): {401, 403, 404, 422, 500, 503},
    ("/v1/styles/{name}", "delete"): {401, 403, 404, 422, 500, 503},
    ("/v1/styles/{name}/file", "get"): {401, 403, 404, 422, 500, 503},
    ("/v1/jobs/{job_id}", "get"): {401, 403, 404, 500},
    ("/v1/jobs/{job_id}", "delete"): {401, 403, 404, 500},
    ("/v1/jobs/{job_id}/events", "get"): {401, 403, 404, 500},
    ("/v1/jobs/{job_id}/result", "get"): {401, 403, 404, 409, 500},
}


def test_every_route_and_its_problems(server):
    document = server.client.get("/openapi.json").json()
    calls = {(path, method): call for path, methods in document["paths"].items() for method, call in methods.items()}
    assert set(calls) == set(PROBLEMS)
    for name, call in calls.items():
        answers = call["responses"]
        assert PROBLEMS[name] <= {int(status) for status in answers}, name
        assert call["description"] and bool(call.get("security")) == (name[0] != "/v1/health")
        for status in (status for status in answers if int(status) >= 400):
            assert list(answers[status]["content"]) == ["application/problem+json"], (name, status)
    assert "HTTPValidationError" not in document["components"]["schemas"]


def test_the_requests_are_described(server):
    document = server.client.get("/openapi.json").json()
    schemas = document["components"]["schemas"]
    for task, name in [("generate", "GenerationRequest"), ("complete", "CompletionRequest"), ("pose", "PoseRequest"),
                       ("sequence", "SequenceRequest"), ("invert", "InversionRequest")]:
        body = document["paths"][f"/v1/jobs/{task}"]["post"]["requestBody"]["content"]["application/json"]["schema"]
        assert body == {"$ref": f"#/components/schemas/{name}"}
    for name, required in [("GenerationRequest", {"prompt"}), ("PoseRequest", {"text"}), ("CompletionRequest", {"frames", "fps", "constraints"}),
                           ("PoseConstraint", {"frame", "root_translation", "joint_rotations", "joint_mask", "root_mask"}),
                           ("SequenceRequest", {"blocks", "fps"}), ("BlockData", {"prompt", "first", "frames"}),
                           ("InversionRequest", {"name", "descriptor", "exemplars"}), ("Exemplar", {"name"}),
                           ("MotionData", {"fps", "root_translation", "joint_rotations"})]:
        assert set(schemas[name]["required"]) == required and schemas[name]["additionalProperties"] is False
    assert set(schemas["JobStatus"]["properties"]["task"]["enum"]) == {"generate", "complete", "pose", "invert", "sequence"}
    assert set(schemas["CompletionResult"]["required"]) == {"motions", "pin_errors", "notes"}
    assert set(schemas["PoseResult"]["required"]) == {"joint_rotations", "pelvis_heights", "scores", "notes"}
    assert set(schemas["SequenceResult"]["required"]) == {"motions", "transitions", "notes"}
    assert set(schemas["InversionResult"]["required"]) == {"style", "loss_before", "loss_after", "notes"}
    assert set(schemas["StyleData"]["required"]) == {"name", "descriptor", "strong", "usable", "reason", "provenance"}
    answer = document["paths"]["/v1/jobs/{job_id}/result"]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    names = ("GenerationResult", "CompletionResult", "PoseResult", "SequenceResult", "InversionResult")
    assert answer["anyOf"] == [{"$ref": f"#/components/schemas/{name}"} for name in names]


def test_a_style_file_is_bytes_either_way(server):
    paths = server.client.get("/openapi.json").json()["paths"]
    contents = [paths["/v1/styles"]["post"]["requestBody"]["content"], paths["/v1/styles/{name}/file"]["get"]["responses"]["200"]["content"]]
    for content in contents:
        assert list(content) == ["application/octet-stream"] and content["application/octet-stream"]["schema"]["type"] == "string"
    assert list(paths["/v1/styles"]["post"]["responses"]["201"]["content"]) == ["application/json"]
    assert paths["/v1/styles/{name}"]["delete"]["responses"]["404"]["description"] == "No such style"


def test_the_examples_work(server):
    schemas = server.client.get("/openapi.json").json()["components"]["schemas"]
    jobs = [server.submit(example) for example in schemas["GenerationRequest"]["properties"]["prompt"]["examples"]]
    jobs += [server.pose(example) for example in schemas["PoseRequest"]["properties"]["text"]["examples"]]
    assert [server.finish(job)["state"] for job in jobs] == ["done", "done"]


def test_no_viewer_from_the_internet(server):
    for path in ("/docs", "/redoc", "/docs/oauth2-redirect"):
        expect_problem(server.client.get(path), 404)


def test_capabilities(server):
    answer = server.client.get("/v1/capabilities").json()
    assert answer["tasks"]["generate"] == {
        "duration": [0.7, 10], "takes": [1, 16], "guidance_scale": [1, 15], "steps": [1, 250], "prompt_characters": 500,
    }  # fmt: skip
    assert answer["tasks"]["complete"] == {
        "duration": [0.7, 10], "frames": [1, 1201], "fps": [1, 120], "takes": [1, 16], "guidance_scale": [1, 15],
        "prompt_characters": 500,
    }  # fmt: skip
    assert answer["tasks"]["invert"] == {
        "exemplars": [1, 64], "seconds": [0.7, 600], "fps": [1, 120], "name_characters": 40, "descriptor_characters": 40,
        "does_characters": 120, "request_bytes": 48 * 2**20,
    }  # fmt: skip
    assert answer["tasks"]["pose"] == {"count": [1, 16], "prompt_characters": 500}
    assert len(answer["joints"]) == 22 and answer["joints"][0] == "pelvis" and answer["joints"][21] == "right_wrist"
    assert answer["model"] == {"name": "null", "text_encoder": "none", "licence": "GPL-3.0-or-later", "trained_on": "nothing"}
    assert (answer["fps"], answer["version"], answer["max_waiting_jobs"]) == (30, "0.1.0", 32)
