"""One configuration of a framework: what is recorded of it, and with what."""

from dataclasses import dataclass, field

from frameworks_cases import SIZE, STEPS


@dataclass(frozen=True)
class Configuration:
    """A framework, the way it is used, and the adapter that runs it.

    options are arguments by the framework's own names. Where they matter to some cases only, these
    are the ones that need what `concerns` names, and `plain` beside them. Where `cases` names some,
    these are recorded and no others. cause is what `rmsprop identify` is to find besides. series
    is how the version has to begin, and the distributions of `beside` have to be there too. size
    and steps make runs smaller. Cases that need what only_in_float64 names are not recorded in
    float32.
    """

    framework: str
    name: str
    dialect: str
    adapter: str
    distributions: tuple = ()
    beside: tuple = ()
    series: str = ""
    size: int = SIZE
    steps: int = STEPS
    only_in_float64: frozenset = frozenset()
    options: dict = field(default_factory=dict)
    environment: dict = field(default_factory=dict)
    concerns: frozenset = frozenset()
    scalars: tuple = ("float64", "float32")
    notes: dict = field(default_factory=dict)
    cases: tuple = ()
    cause: str = ""

    @property
    def key(self):
        return f"{self.framework}/{self.name}"

    def wants(self, case, scalar):
        if scalar == "float32" and case.needs & self.only_in_float64:
            return False
        if self.cases or case.is_for_few:
            return case.name in self.cases
        return not self.concerns or case.name == "plain" or bool(self.concerns & case.needs)

    def answers_to(self, names):
        return not names or self.framework in names or self.key in names
