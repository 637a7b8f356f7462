"""Knowledge: dated facts of the world that the rules judge by, as files a person can edit.

``load(folder)`` returns what this version ships, each file of it replaced by the file of
the same name in *folder*; ``docs/findings.md`` says how to bring one up to date.
"""

from agent.shared.knowledge.files import Knowledge, KnowledgeError, load

__all__ = ["Knowledge", "KnowledgeError", "load"]
