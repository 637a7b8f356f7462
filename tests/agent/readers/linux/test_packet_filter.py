"""Rule sets; made by hand (real ones: tests/system)."""

import json

import pytest

from agent.readers.errors import ReadError
from agent.readers.linux.packet_filter import read_packet_filter

NFT = """table inet filter {
	chain input {
		type filter hook input priority filter; policy %s;
		ct state established,related accept
		iifname "drop" accept comment "reject nothing"
		jump more
	}
	chain more {
		%s
	}
	chain forward {
		type filter hook forward priority filter; policy drop;
	}
}
"""


@pytest.mark.parametrize(
    ("policy", "rule", "filters"),
    [
        ("accept", "tcp dport 22 accept", False),
        ("accept", "tcp dport 23 drop", True),
        ("accept", "reject with icmpx admin-prohibited", True),
        ("drop", "tcp dport 22 accept", True),
    ],
)
def test_nftables_filter_input_by_policy_or_rule(policy, rule, filters):
    """Forwarding, names and comments do not count; chains that input reaches do."""
    found = read_packet_filter(NFT % (policy, rule))
    assert found.filters_input is filters
    assert found.input_policy == policy


def test_a_container_engine_is_no_firewall():
    """Its rules are for what is forwarded."""
    found = read_packet_filter(
        "table ip filter {\n\tchain DOCKER-USER {\n\t\tcounter drop\n\t}\n"
        "\tchain FORWARD {\n\t\ttype filter hook forward priority filter; policy drop;\n"
        "\t\tcounter jump DOCKER-USER\n\t}\n}\n"
    )
    assert found.filters_input is False


def test_the_same_chain_of_another_table_is_not_reached():
    """Names are of one table."""
    text = NFT % ("accept", "accept")
    other = "table ip nat {\n\tchain more {\n\t\tdrop\n\t}\n}\n"
    assert read_packet_filter(text + other).filters_input is False


def test_nftables_in_json():
    """The same questions, the same answers."""

    def document(policy, *statements):
        chain = {"family": "inet", "table": "f", "name": "in", "type": "filter"}
        rule = {"family": "inet", "table": "f", "chain": "in", "expr": list(statements)}
        hooked = {**chain, "hook": "input", "policy": policy}
        return json.dumps({"nftables": [{"chain": hooked}, {"rule": rule}]})

    assert (
        read_packet_filter(document("accept", {"accept": None})).filters_input is False
    )
    assert read_packet_filter(document("accept", {"drop": None})).filters_input is True
    assert read_packet_filter(document("drop")).filters_input is True


SAVED = """-P INPUT %s
-P FORWARD DROP
-P OUTPUT ACCEPT
-N ufw-user-input
-A INPUT -j ufw-user-input
-A ufw-user-input -m comment --comment "not -j DROP" -j %s
"""


@pytest.mark.parametrize(
    ("policy", "target", "filters"),
    [("ACCEPT", "ACCEPT", False), ("ACCEPT", "REJECT", True), ("DROP", "ACCEPT", True)],
)
def test_iptables_filter_input(policy, target, filters):
    """``iptables -S``, iptables-save and a list for people say the same."""
    assert read_packet_filter(SAVED % (policy, target)).filters_input is filters
    saved = f"*nat\n:INPUT DROP [0:0]\nCOMMIT\n*filter\n:INPUT {policy} [0:0]\n-A INPUT -j {target}\n"
    assert read_packet_filter(saved).filters_input is filters
    listed = f"Chain INPUT (policy {policy})\ntarget     prot opt source\n{target}     all  --  anywhere\n"
    assert read_packet_filter(listed).filters_input is filters


def test_other_texts_are_refused():
    """Nothing is taken for an empty rule set."""
    for text in ("", "hello", '{"nftables"'):
        with pytest.raises(ReadError):
            read_packet_filter(text)
