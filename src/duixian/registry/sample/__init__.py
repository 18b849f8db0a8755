"""A registry as the offices keep it, made up: people, employers and careers that make sense, to the byte by seed.

Every word that belongs to a district or a policy stands in a profile (``profile``), read from YAML. A person's
career is a function of seed and index alone; careers are made side by side, a stretch of indices at a time
(``career_making``, by the dice of ``throws``). Rows are written from them (``working``, ``learning``, ``living``),
then events that few people have (``honours``, ``contests``, ``studios``, ``talents``), and wrong rows on top
(``dirt``). Targets of headcount are met by construction (``headcounts``). Several processes may make the stretches
(``crew``); what depends on the rows before is settled in their order (``finishing``).
"""

from duixian.registry.sample.files import bytes_of
from duixian.registry.sample.finishing import Made
from duixian.registry.sample.making import SampleTables, sample_registry, write_sample
from duixian.registry.sample.profile import Profile
from duixian.registry.sample.profile_reading import ProfileError, load_profile

__all__ = [
    "Made",
    "Profile",
    "ProfileError",
    "SampleTables",
    "bytes_of",
    "load_profile",
    "sample_registry",
    "write_sample",
]
