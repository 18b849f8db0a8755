"""The tables of the registry: facts, sealed numbers and their tokens, imports, aliases, and the moments they are known at."""

from duixian.registry.store.models.alias import Alias, Distinct
from duixian.registry.store.models.fact import Fact
from duixian.registry.store.models.intake import Import, Supplied
from duixian.registry.store.models.moment import Moment
from duixian.registry.store.models.sealed import Mark, Sealed

__all__ = ["Alias", "Distinct", "Fact", "Import", "Mark", "Moment", "Sealed", "Supplied"]
