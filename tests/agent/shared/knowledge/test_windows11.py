"""The shipped list of processors is whole."""

from tests.support.machine_facts import KNOWLEDGE

W11 = KNOWLEDGE.windows11


def test_names_are_written_in_lower_case():
    """As the reader of names writes them."""
    for group in W11.cpus:
        assert group.vendor == group.vendor.lower()
        assert group.family == group.family.lower()
    assert all(word == word.lower() for word in W11.virtual)


def test_the_requirements_are_microsofts():
    """Sizes, cores, and a TPM's version that is a number."""
    needed = W11.requirements
    assert (needed.bits, needed.cores, needed.tpm_version) == (64, 2, "2.0")
    assert float(needed.tpm_version) == 2
