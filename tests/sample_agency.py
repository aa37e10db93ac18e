"""An invented agency of 40 posts, for tests of the exports and for looking at the picture."""

from __future__ import annotations

from ajgraph.organisation import Fit, Link, LinkStatus, Organisation, Post, Reporting, Unit

BASE = "https://example.org/id/"
UNITS = {
    "amet": ("Näidisamet", None),
    "amet/nõustamine": ("Nõustamise osakond", "amet"),
    "amet/nõustamine/ida": ("Ida talitus", "amet/nõustamine"),
    "amet/nõustamine/lääs": ("Lääne talitus", "amet/nõustamine"),
    "amet/toetused": ("Toetuste osakond", "amet"),
    "amet/toetused/menetlus": ("Menetlustalitus", "amet/toetused"),
    "amet/toetused/järelevalve": ("Järelevalve talitus", "amet/toetused"),
    "amet/tugi": ("Tugiteenuste osakond", "amet"),
    "amet/arendus": ("Arenduse osakond", "amet"),
}
# name: (title, specialisation, unit, places (0 = unknown), manager)
POSTS: dict[str, tuple[str, str | None, str, int, str | None]] = {
    "pd": ("Peadirektor", None, "amet", 1, None),
    "asetäitja": ("Peadirektori asetäitja", None, "amet", 1, "pd"),
    "nõunik-pd": ("Nõunik", "strateegia", "amet", 1, "pd"),
    "audiitor": ("Siseaudiitor", None, "amet", 1, "pd"),
    "nj": ("Osakonnajuhataja", None, "amet/nõustamine", 1, "asetäitja"),
    "n-nõunik": ("Nõunik", "perelepitus", "amet/nõustamine", 1, "nj"),
    "n-juht": ("Teenuse juht", None, "amet/nõustamine", 1, "nj"),
    "n-andmed": ("Analüütik", None, "amet/nõustamine", 0, "nj"),
    "ij": ("Talitusejuhataja", None, "amet/nõustamine/ida", 1, "nj"),
    "i-peasp": ("Peaspetsialist", "lastekaitse", "amet/nõustamine/ida", 3, "ij"),
    "i-koord": ("Juhtivkoordinaator", "perelepitus", "amet/nõustamine/ida", 1, "ij"),
    "i-konsultant": ("Juhtumikonsultant", None, "amet/nõustamine/ida", 6, "ij"),
    "i-psüh": ("Psühholoog", None, "amet/nõustamine/ida", 1, "ij"),
    "lj": ("Talitusejuhataja", None, "amet/nõustamine/lääs", 1, "nj"),
    "l-peasp": ("Peaspetsialist", "lastekaitse", "amet/nõustamine/lääs", 2, "lj"),
    "l-koord": ("Koordinaator", "perelepitus", "amet/nõustamine/lääs", 1, "lj"),
    "l-konsultant": ("Juhtumikonsultant", None, "amet/nõustamine/lääs", 5, "lj"),
    "l-psüh": ("Psühholoog", None, "amet/nõustamine/lääs", 1, "lj"),
    "tj": ("Osakonnajuhataja", None, "amet/toetused", 1, "asetäitja"),
    "t-jurist": ("Jurist", "sotsiaalõigus", "amet/toetused", 1, "tj"),
    "mj": ("Talitusejuhataja", None, "amet/toetused/menetlus", 1, "tj"),
    "m-peasp": ("Peaspetsialist", "peretoetused", "amet/toetused/menetlus", 2, "mj"),
    "m-juhtiv": ("Juhtivspetsialist", "puudega inimeste toetused", "amet/toetused/menetlus", 1, "mj"),
    "m-menetleja": ("Menetleja", None, "amet/toetused/menetlus", 9, "mj"),
    "m-vanem": ("Vanemspetsialist", "välisriigi pensionid", "amet/toetused/menetlus", 1, "mj"),
    "jj": ("Talitusejuhataja", None, "amet/toetused/järelevalve", 1, "tj"),
    "j-insp": ("Inspektor", None, "amet/toetused/järelevalve", 4, "jj"),
    "j-peainsp": ("Peainspektor", None, "amet/toetused/järelevalve", 1, "jj"),
    "j-nõunik": ("Nõunik", "tagasinõuded", "amet/toetused/järelevalve", 1, "jj"),
    "sj": ("Osakonnajuhataja", None, "amet/tugi", 1, "pd"),
    "s-pers": ("Personalijuht", None, "amet/tugi", 1, "sj"),
    "s-persp": ("Personalispetsialist", None, "amet/tugi", 1, "sj"),
    "s-jurist": ("Jurist", "hanked", "amet/tugi", 1, "sj"),
    "s-sekr": ("Dokumendihaldur", None, "amet/tugi", 0, "sj"),
    "s-haldus": ("Haldusspetsialist", None, "amet/tugi", 1, "sj"),
    "aj": ("Osakonnajuhataja", None, "amet/arendus", 1, "pd"),
    "a-proj": ("Projektijuht", None, "amet/arendus", 2, "aj"),
    "a-anal": ("Ärianalüütik", None, "amet/arendus", 1, "aj"),
    "a-arh": ("Infoarhitekt", None, "amet/arendus", 1, "aj"),
    "a-andmed": ("Andmekaitsespetsialist", None, "amet/arendus", 0, "aj"),
}
LINKS: tuple[tuple[str, str, LinkStatus, Fit], ...] = (  # absent, substitute
    ("pd", "asetäitja", "confirmed", "fit"),
    ("asetäitja", "pd", "confirmed", "fit"),
    ("nõunik-pd", "a-anal", "one-sided", "gap"),
    ("nj", "n-juht", "confirmed", "fit"),
    ("n-juht", "nj", "confirmed", "fit"),
    ("nj", "ij", "one-sided", "fit"),
    ("n-nõunik", "i-koord", "one-sided", "unknown"),
    ("n-nõunik", "l-koord", "ambiguous", "unknown"),
    ("ij", "i-peasp", "confirmed", "fit"),
    ("ij", "lj", "confirmed", "fit"),
    ("lj", "ij", "confirmed", "fit"),
    ("i-peasp", "i-peasp", "confirmed", "fit"),
    ("i-peasp", "ij", "confirmed", "fit"),
    ("i-koord", "l-koord", "undocumented", "unknown"),
    ("i-konsultant", "i-konsultant", "confirmed", "fit"),
    ("l-peasp", "l-peasp", "one-sided", "fit"),
    ("l-konsultant", "l-peasp", "confirmed", "fit"),
    ("l-psüh", "i-psüh", "confirmed", "fit"),
    ("i-psüh", "l-psüh", "confirmed", "fit"),
    ("tj", "mj", "confirmed", "fit"),
    ("tj", "jj", "one-sided", "fit"),
    ("t-jurist", "s-jurist", "one-sided", "gap"),
    ("mj", "m-peasp", "confirmed", "fit"),
    ("m-peasp", "m-juhtiv", "confirmed", "fit"),
    ("m-juhtiv", "m-peasp", "confirmed", "fit"),
    ("m-menetleja", "m-menetleja", "confirmed", "fit"),
    ("jj", "j-peainsp", "confirmed", "fit"),
    ("j-peainsp", "j-insp", "undocumented", "unknown"),
    ("j-insp", "j-insp", "one-sided", "fit"),
    ("sj", "s-pers", "confirmed", "fit"),
    ("s-pers", "s-persp", "confirmed", "fit"),
    ("s-persp", "s-pers", "confirmed", "fit"),
    ("s-haldus", "s-sekr", "undocumented", "unknown"),
    ("aj", "a-proj", "confirmed", "fit"),
    ("a-proj", "a-proj", "one-sided", "fit"),
    ("a-anal", "a-arh", "one-sided", "gap"),
)
VERDICTS = {
    "covered": "nj ij i-peasp i-konsultant l-konsultant tj m-menetleja j-insp aj",
    "fragile": "pd asetäitja nõunik-pd n-nõunik n-juht i-koord l-psüh i-psüh lj mj m-peasp m-juhtiv t-jurist jj "
    "j-peainsp sj s-pers s-persp s-haldus a-anal",
    "peer-only": "l-peasp a-proj",
    "designated-only": "audiitor a-arh j-nõunik",
    "uncovered": "n-andmed m-vanem l-koord s-jurist",
    "unknown": "s-sekr a-andmed",
}


def agency() -> Organisation:
    """Return the agency."""

    def path(unit: str) -> tuple[str, ...]:
        name, parent = UNITS[unit]
        return () if parent is None else (*path(parent), name)

    posts = (
        Post(
            f"{BASE}post/{name}",
            title,
            specialisation,
            id=f"NA-{number:03}",
            unit=f"{BASE}unit/{unit}",
            unit_path=path(unit),
            organisation="Näidisamet",
            places=places or 1,
            places_known=places > 0,
            documented=places > 0,
        )
        for number, (name, (title, specialisation, unit, places, _)) in enumerate(POSTS.items(), start=1)
    )
    links = (
        Link(
            f"{BASE}post/{p}",
            f"{BASE}post/{q}",
            "peer" if p == q else "post",
            status,
            fit,
            claims=(f"{BASE}claim/{p}",),
        )
        for p, q, status, fit in LINKS
    )
    reporting = (
        Reporting(f"{BASE}post/{name}", f"{BASE}post/{manager}")
        for name, (_, _, _, _, manager) in POSTS.items()
        if manager is not None
    )
    units = (
        Unit(f"{BASE}unit/{unit}", name, None if parent is None else f"{BASE}unit/{parent}")
        for unit, (name, parent) in UNITS.items()
    )
    return Organisation(tuple(posts), tuple(links), tuple(reporting), tuple(units))


def verdicts() -> dict[str, str]:
    """Return a verdict for each post, set by hand so that every colour is seen."""
    return {f"{BASE}post/{name}": verdict for verdict, names in VERDICTS.items() for name in names.split()}
