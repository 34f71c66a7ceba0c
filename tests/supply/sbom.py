"""The bill of materials of the demo's installation, as CycloneDX: packages, versions, licences, who needs whom."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from emde_core import __version__
from tests.supply.declarations import OWN, declared, requirements
from tests.supply.licences import ALLOWED, licence
from tests.supply.lock import DEMO, TORCH, Pin, read_lock

CHOICES = (" AND ", " OR ", " WITH ")


def bill_of_materials(epoch: int) -> dict[str, object]:
    """Return it, dated by the last commit, so that it is the same whenever it is made."""
    pins = {name: pin for path in (TORCH, DEMO) for name, pin in read_lock(path.read_text(encoding="utf-8")).items()}
    own = {"type": "application", "name": OWN, "version": __version__, "purl": f"pkg:pypi/{OWN}@{__version__}"}
    needs = {own["purl"]: sorted(_purl(pins[name]) for name in (declared()[""] | declared()["demo"]) & pins.keys())}
    needs |= {_purl(pin): sorted(set(_needs(pin, pins))) for pin in pins.values()}
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "timestamp": datetime.fromtimestamp(epoch, UTC).isoformat(),
            "component": own | {"bom-ref": own["purl"], "licenses": [{"license": {"id": "MIT"}}]},
        },
        "components": [_component(pin) for pin in pins.values()],
        "dependencies": [{"ref": ref, "dependsOn": others} for ref, others in needs.items()],
    }


def _purl(pin: Pin) -> str:
    return f"pkg:pypi/{pin.name}@{pin.version}"


def _needs(pin: Pin, pins: dict[str, Pin]) -> Iterator[str]:
    """Yield what a package asks for, of what the lock holds; what only another platform needs asks for nothing here."""
    for name, _ in requirements(pin.name, ""):
        if name in pins:
            yield _purl(pins[name])


def _component(pin: Pin) -> dict[str, object]:
    stated = licence(pin.name)
    if any(word in stated for word in CHOICES):
        licences: list[dict[str, object]] = [{"expression": stated}]
    else:
        licences = [{"license": {"id" if stated in ALLOWED - {"BSD"} else "name": stated}}]
    return {
        "type": "library",
        "bom-ref": _purl(pin),
        "name": pin.name,
        "version": pin.version,
        "licenses": licences,
        "purl": _purl(pin),
    }
