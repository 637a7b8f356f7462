from agent.shared.secret import Secret


def test_a_secret_does_not_print_itself():
    """Only reveal gives the text."""
    secret = Secret("hush")
    assert "hush" not in f"{secret} {secret!r} {[secret]}"
    assert secret.reveal() == "hush"


def test_a_secret_knows_its_digest():
    """Equality and digest follow the text."""
    assert Secret("a") == Secret("a") != Secret("b")
    assert Secret("a").matches(Secret("a").digest())
    assert not Secret("a").matches(Secret("b").digest())
    assert len({Secret("a"), Secret("a")}) == 1
