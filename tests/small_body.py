"""A body of ten posts, written out as documents and a staffing table: one case of everything the queries ask for."""

from __future__ import annotations

from pathlib import Path

PAGE = """{approval}AMETIJUHEND

1. Üldosa

Struktuuriüksus {unit}

Teenistuskoht {title}

Vahetu juht {manager}

Alluvad {subordinates}

Teenistuja asendab {whom}

Teenistuja asendaja {who}

Teenistuskoha eesmärk Ranna hoidmine.

2. Peamised teenistusülesanded Oodatavad tulemused

2.1. {duty}

 Töö on tehtud õigel ajal.

3. Teenistuskoha täitjale esitatavad nõuded

Haridus Kõrgharidus.

Keeleoskus {languages}

4. Õigused ja vastutus

Õigused
 saada oma ülesannete täitmiseks teavet;

5. Tööks vajalikud kompetentsid

{competency}:
 Selgitab otsuseid nii, et need on arusaadavad.

{review}
"""
APPROVAL = "KINNITATUD\nRannaameti peadirektori {date}\nkäskkirjaga nr {order}\n\n"
REVIEW = "Ametijuhend vaadatakse üle vähemalt kord aastas koos vahetu juhiga."
ESTONIAN = "Eesti keel vähemalt C1-tasemel."
ENGLISH = f"{ESTONIAN} Inglise keel vähemalt B2-tasemel."


def page(
    folder: Path,
    name: str,
    title: str,
    *,
    who: str,
    whom: str,
    unit: str = "Mereosakond",
    manager: str = "Osakonnajuhataja",
    subordinates: str = "Puuduvad",
    duty: str = "Rannavete seire korraldamine.",
    languages: str = ESTONIAN,
    competency: str = "Koostööoskus",
    date: str | None = "05.02.2026",
    order: str = "7",
    review: str = "",
) -> Path:
    """Write one job description; without a date it has no approval."""
    text = PAGE.format(
        approval=APPROVAL.format(date=date, order=order) if date else "",
        title=title,
        unit=unit,
        manager=manager,
        subordinates=subordinates,
        whom=whom,
        who=who,
        duty=duty,
        languages=languages,
        competency=competency,
        review=review,
    )
    path = folder / f"{name}.txt"
    path.write_text(text, encoding="utf-8")
    return path


STAFFING = """asutus,üksus,ametinimetus,kohti,vahetu juht,liik,kood,värv
Rannaamet,,Peadirektor,1,,ametikoht,R-1,
Rannaamet,Mereosakond,Osakonnajuhataja,1,Peadirektor,ametikoht,R-2,
Rannaamet,Mereosakond,Nõunik,1,Osakonnajuhataja,ametikoht,R-3,
Rannaamet,Mereosakond,Jurist,2,Osakonnajuhataja,ametikoht,R-4,
Rannaamet,Mereosakond,Spetsialist,1,Osakonnajuhataja,ametikoht,R-5,sinine
Rannaamet,Mereosakond,Koristaja,1,Osakonnajuhataja,töökoht,R-6,
Rannaamet,Mereosakond > Jõelabor,Laborant,1,Osakonnajuhataja,töökoht,R-7,
Rannaamet,Mereosakond > Merelabor,Laborant,1,Osakonnajuhataja,töökoht,R-8,
"""


def write(folder: Path) -> Path:
    """Write the documents and the table into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "koosseis.csv").write_text(STAFFING, encoding="utf-8")
    page(
        folder, "juhataja", "Osakonnajuhataja", manager="Peadirektor", subordinates="Nõunik, jurist",
        who="Nõunik", whom="nõunikku", competency="Eestvedamine", languages=ESTONIAN,
    )  # fmt: skip
    page(folder, "nõunik", "Nõunik", who="Osakonnajuhataja", whom="osakonnajuhatajat", review=REVIEW)
    page(
        folder, "jurist", "Jurist", manager="Peadirektor", who="Jurist, vahetu juhi määratud ametnik",
        whom="juristi, spetsialisti", languages=ENGLISH, duty="Ööpäevaringne valmisolek reostuse korral.",
    )  # fmt: skip
    page(folder, "spetsialist", "Spetsialist", who="Nõunik, koristaja", whom="puudub", languages=ENGLISH)
    page(
        folder, "spetsialist-2024", "Spetsialist", who="Jurist", whom="juristi", date="10.01.2024", order="1",
        review=REVIEW,
    )  # fmt: skip
    page(folder, "arhivaar", "Arhivaar", who="arhivaar", whom="laborant, kokk", date=None)
    page(folder, "valvur", "Valvur", who="puudub", whom="puudub", date="01.03.2026", order="9")
    return folder
