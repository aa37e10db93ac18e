"""Substitution cells in many wordings: each reads the same in a table and behind its label in plain text.

What a cell says is written short: the title with its bracket for a post, the kind (and the unit) for anything else,
the condition after "@".
"""

from __future__ import annotations

import pytest

from ajgraph.blocks import Block, Cell, Document, Line
from ajgraph.description import Mention
from ajgraph.documents import from_text
from ajgraph.reading import read

WHO, WHOM = "substituted_by", "substitutes"
LABEL = {WHO: "Kes asendab", WHOM: "Keda asendab"}

DESIGNATED = [
    (WHO, "vahetu juhi määratud ametnik", ["designated"]),
    (WHO, "osakonnajuhataja poolt määratud teenistuja", ["designated"]),
    (WHO, "direktori käskkirjaga määratud isik", ["designated"]),
    (WHO, "Peadirektori käskkirjaga määratud teenistuja osakonnast", ["designated"]),
    (WHO, "vahetu juhi või peadirektori määratud ametnik", ["designated"]),
    (WHO, "valdkonnajuhi, direktori või nende asendaja poolt määratud töötaja", ["designated"]),
    (WHO, "määrab osakonnajuhataja", ["designated"]),
    (WHO, "asendaja määrab vahetu juht", ["designated"]),
    (WHO, "vahetu juhi poolt igakordselt määratud spetsialist", ["designated"]),
    (WHO, "vajadusel vahetu juhi poolt määratav töötaja", ["designated @ vajadusel"]),
    (WHO, "nõunik või vahetu juhi määratud teenistuja", ["nõunik", "designated"]),
    (WHO, "nõunik, tema puudumisel vahetu juhi määratud ametnik", ["nõunik", "designated @ tema puudumisel"]),
    (
        WHO,
        "peaspetsialist (hanked) või peadirektori käskkirjaga määratud ametnik",
        ["peaspetsialist (hanked)", "designated"],
    ),
    (WHO, "käskkirjaga määratud isik", ["designated"]),
    (WHO, "vallavanema korraldusega nimetatud ametnik", ["designated"]),
    (WHO, "isik, kelle määrab direktor", ["designated"]),
    (WHO, "teenistuja, kellele on käskkirjaga pandud asendamiskohustus", ["designated"]),
    (WHO, "vahetu juhi määratud osakonna teenistuja", ["designated"]),
    (WHOM, "vahetu juhi määratud teenistujat", ["designated"]),
    (WHOM, "nõunikku ja osakonnajuhataja poolt määratud teenistujaid", ["nõunik", "designated"]),
]
MEMBERS = [
    (WHO, "osakonna teenistuja", ["unit-member osakond"]),
    (WHO, "osakonna teised teenistujad", ["unit-member osakond"]),
    (WHO, "talituse teenistujad", ["unit-member talitus"]),
    (WHO, "õigusosakonna ametnik", ["unit-member õigusosakond"]),
    (WHO, "teised osakonna ametnikud", ["unit-member osakond"]),
    (WHO, "sama osakonna teenistuja", ["unit-member osakond"]),
    (WHO, "mõni teine talituse töötaja", ["unit-member talitus"]),
    (WHO, "osakonnajuhataja või osakonna teenistuja", ["osakonnajuhataja", "unit-member osakond"]),
    (WHO, "tiimi liikmed", ["unit-member tiim"]),
    (WHOM, "teist osakonna teenistujat", ["unit-member osakond"]),
    (WHOM, "osakonna teisi teenistujaid vajadusel", ["unit-member osakond @ vajadusel"]),
    (WHOM, "üksuse töötajaid", ["unit-member üksus"]),
]
COLLEAGUES = [
    (WHO, "teine jurist", ["peer jurist"]),
    (WHO, "teised juristid", ["peer jurist"]),
    (WHO, "kolleegist jurist", ["peer jurist"]),
    (WHO, "juristid vastastikku", ["peer jurist @ vastastikku"]),
    (WHO, "juristid asendavad üksteist", ["peer jurist"]),
    (WHOM, "üksteist", ["peer jurist"]),
    (WHOM, "teineteist", ["peer jurist"]),
    (WHOM, "juristid asendavad teineteist puhkuse ajal", ["peer jurist @ puhkuse ajal"]),
    (WHOM, "teist juristi või nõunikku", ["peer jurist", "nõunik"]),
    (WHO, "vastastikku nõunikuga", ["nõunik @ vastastikku"]),
    (WHO, "nõunik (vastastikku)", ["nõunik @ vastastikku"]),
]
RULES = [
    (WHO, "vastavalt asendusskeemile", ["rule"]),
    (WHO, "Vastavalt osakonna asendusplaanile", ["rule"]),
    (WHO, "peadirektori käskkirja alusel", ["rule"]),
    (WHO, "töökorralduse alusel", ["rule"]),
    (WHO, "asendamine toimub vastavalt töökorraldusreeglitele", ["rule"]),
    (WHO, "vastavalt asutuses kehtestatud asendamise korrale", ["rule"]),
    (WHO, "asenduskorra järgi", ["rule"]),
    (WHO, "osakonna sisemise töökorralduse kohaselt", ["rule"]),
    (WHO, "kokkuleppel vahetu juhiga", ["rule"]),
    (WHO, "nõunik või vastavalt asendusskeemile", ["nõunik", "rule"]),
    (WHO, "vt asendusskeem", ["rule"]),
    (WHO, "asendustabel lisas 2", ["rule"]),
    (WHO, "vastavalt peadirektori poolt kinnitatud asenduste nimekirjale", ["rule"]),
    (WHOM, "vastavalt puhkuste ajakavale", ["rule"]),
    (WHOM, "peadirektori käskkirja alusel", ["rule"]),
]
NOBODY = [
    (WHO, "puudub", ["none"]),
    (WHO, "-", ["none"]),
    (WHO, "ei ole määratud", ["none"]),
    (WHO, "asendajat ei ole määratud", ["none"]),
    (WHO, "ei ole ette nähtud", ["none"]),
    (WHOM, "ei asenda kedagi", ["none"]),
    (WHOM, "Ei asenda.", ["none"]),
    (WHOM, "asenduskohustus puudub", ["none"]),
]
CONDITIONS = [
    (WHO, "puhkuse ajal osakonnajuhataja", ["osakonnajuhataja @ puhkuse ajal"]),
    (
        WHO,
        "lühiajalise äraoleku korral nõunik, pikaajalise äraoleku korral vahetu juhi määratud ametnik",
        ["nõunik @ lühiajalise äraoleku korral", "designated @ pikaajalise äraoleku korral"],
    ),
    (
        WHO,
        "hankeküsimustes hankespetsialist, muudes küsimustes nõunik",
        ["hankespetsialist @ hankeküsimustes", "nõunik @ muudes küsimustes"],
    ),
    (WHO, "personali küsimustes personalijuht", ["personalijuht @ personali küsimustes"]),
    (WHO, "nõunik (puhkuse ja haiguse ajal)", ["nõunik @ puhkuse ja haiguse ajal"]),
    (WHO, "nõunik kuni 5-päevase äraoleku korral", ["nõunik @ kuni 5-päevase äraoleku korral"]),
    (
        WHO,
        "Puhkuse ajal: nõunik; haiguse ajal: spetsialist",
        ["nõunik @ Puhkuse ajal", "spetsialist @ haiguse ajal"],
    ),
    (
        WHOM,
        "nõunikku tema puhkuse ajal ja spetsialisti vajadusel",
        ["nõunik @ tema puhkuse ajal", "spetsialist @ vajadusel"],
    ),
    (WHO, "peaspetsialist, vastavalt antud volitustele", ["peaspetsialist @ vastavalt antud volitustele"]),
    (
        WHO,
        "nõunik (õigusküsimustes), peaspetsialist (hangete küsimustes)",
        ["nõunik @ õigusküsimustes", "peaspetsialist @ hangete küsimustes"],
    ),
    (WHOM, "osakonnajuhatajat tema puudumisel", ["osakonnajuhataja @ tema puudumisel"]),
    (WHO, "põhipuhkuse ajal nõunik", ["nõunik @ põhipuhkuse ajal"]),
    (
        WHO,
        "üle 30 päeva kestva äraoleku korral osakonnajuhataja",
        ["osakonnajuhataja @ üle 30 päeva kestva äraoleku korral"],
    ),
    (WHO, "lähetuses viibimise ajal nõunik", ["nõunik @ lähetuses viibimise ajal"]),
    (
        WHO,
        "puhkuse ajal nõunik või peaspetsialist",
        ["nõunik @ puhkuse ajal", "peaspetsialist @ puhkuse ajal"],
    ),
    (WHO, "nõunik ja tema puudumisel osakonnajuhataja", ["nõunik", "osakonnajuhataja @ tema puudumisel"]),
    (WHO, "peaspetsialist oma pädevuse piires", ["peaspetsialist @ oma pädevuse piires"]),
    (WHO, "nõunik planeeringute valdkonnas", ["nõunik @ planeeringute valdkonnas"]),
    (
        WHO,
        "puhkuse ajal nõunik; haiguse ajal spetsialist",
        ["nõunik @ puhkuse ajal", "spetsialist @ haiguse ajal"],
    ),
    (
        WHOM,
        "nõunikku (puhkuse ajal), spetsialisti (haiguse ajal)",
        ["nõunik @ puhkuse ajal", "spetsialist @ haiguse ajal"],
    ),
    (
        WHO,
        "puhkuse ajal asendab nõunik, haiguse ajal asendab teda spetsialist",
        ["nõunik @ puhkuse ajal", "spetsialist @ haiguse ajal"],
    ),
    (
        WHO,
        "Juristi asendab puhkuse ajal nõunik, haiguse ajal spetsialist.",
        ["nõunik @ puhkuse ajal", "spetsialist @ haiguse ajal"],
    ),
    (
        WHO,
        "esimene asendaja (puhkuse ajal): nõunik; teine asendaja (haiguse ajal): spetsialist",
        ["nõunik @ puhkuse ajal", "spetsialist @ haiguse ajal"],
    ),
    (
        WHO,
        "nõunik (I asendaja puhkuse ajal), spetsialist (II asendaja)",
        ["nõunik @ puhkuse ajal", "spetsialist"],
    ),
    (WHO, "nõunik, kui jurist on puhkusel", ["nõunik @ kui jurist on puhkusel"]),
    (
        WHOM,
        "vajadusel nõunikku hankeküsimustes",
        ["nõunik @ vajadusel, hankeküsimustes"],
    ),
    (
        WHO,
        "referent; nõunik ja spetsialist puhkuse ajal",
        ["referent", "nõunik @ puhkuse ajal", "spetsialist @ puhkuse ajal"],
    ),
    # What binds to the last one alone: a comma, a bracket, "tema", a topic, a condition of the other's own.
    (WHO, "nõunik, spetsialist puhkuse ajal", ["nõunik", "spetsialist @ puhkuse ajal"]),
    (WHO, "nõunik ja spetsialist (puhkuse ajal)", ["nõunik", "spetsialist @ puhkuse ajal"]),
    (WHO, "nõunik ja spetsialist tema puhkuse ajal", ["nõunik", "spetsialist @ tema puhkuse ajal"]),
    (WHO, "nõunik ja spetsialist hangete küsimustes", ["nõunik", "spetsialist @ hangete küsimustes"]),
    (
        WHO,
        "nõunik lähetuse ajal ja spetsialist puhkuse ajal",
        ["nõunik @ lähetuse ajal", "spetsialist @ puhkuse ajal"],
    ),
]
LISTS = [
    (
        WHO,
        "teenuse juht, juhtivkoordinaator, koordinaator (perelepitus)",
        ["teenuse juht", "juhtivkoordinaator", "koordinaator (perelepitus)"],
    ),
    (WHO, "nõunik / peaspetsialist / spetsialist", ["nõunik", "peaspetsialist", "spetsialist"]),
    (WHO, "nõunik; peaspetsialist; spetsialist", ["nõunik", "peaspetsialist", "spetsialist"]),
    (
        WHOM,
        "nõunikku, peaspetsialisti ning vanemspetsialisti",
        ["nõunik", "peaspetsialist", "vanemspetsialist"],
    ),
    (
        WHO,
        "arengu ja planeeringu osakonna juhataja või nõunik",
        ["arengu ja planeeringu osakonna juhataja", "nõunik"],
    ),
    (WHO, "finants- ja haldusosakonna juhataja", ["finants- ja haldusosakonna juhataja"]),
    (WHO, "1) nõunik 2) spetsialist", ["nõunik", "spetsialist"]),
    (WHO, "esimene asendaja nõunik; teine asendaja spetsialist", ["nõunik", "spetsialist"]),
    (WHO, "esmalt nõunik, seejärel spetsialist", ["nõunik", "spetsialist"]),
    (WHOM, "nii nõunikku kui ka spetsialisti", ["nõunik", "spetsialist"]),
    (WHO, "nõunik ja/või spetsialist", ["nõunik", "spetsialist"]),
    (
        WHO,
        "personalispetsialist, raamatupidaja, IT-spetsialist ja jurist",
        ["personalispetsialist", "raamatupidaja", "IT-spetsialist", "peer jurist"],
    ),
    (
        WHO,
        "valdkonna juht (noored, pered) või nõunik (pered)",
        ["valdkonna juht (noored, pered)", "nõunik (pered)"],
    ),
    (WHO, "osakonna juhataja asetäitja", ["osakonna juhataja asetäitja"]),
    (
        WHOM,
        "peaspetsialisti (hanked) ja peaspetsialisti (varad)",
        ["peaspetsialist (hanked)", "peaspetsialist (varad)"],
    ),
]
LINES = [
    (WHO, "Raamatupidaja\nPersonalispetsialist", ["raamatupidaja", "personalispetsialist"]),
    (WHO, "nõunik\n(hankevaldkond)\nspetsialist", ["nõunik (hankevaldkond)", "spetsialist"]),
    (
        WHO,
        "puhkuse ajal nõunik\nhaiguse ajal peaspetsialist",
        ["nõunik @ puhkuse ajal", "peaspetsialist @ haiguse ajal"],
    ),
    (
        WHO,
        "Nõunik (puhkuse ajal)\nPeaspetsialist (lähetuse ajal)",
        ["nõunik @ puhkuse ajal", "peaspetsialist @ lähetuse ajal"],
    ),
    (WHO, "Keskkonnakaitse\nosakonna juhataja", ["keskkonnakaitse osakonna juhataja"]),
    (WHO, "õigusnõunik või\nosakonnajuhataja", ["õigusnõunik", "osakonnajuhataja"]),
    (WHO, "• nõunik\n• spetsialist", ["nõunik", "spetsialist"]),
    (WHO, "1. nõunik\n2. spetsialist", ["nõunik", "spetsialist"]),
    (WHO, "I asendaja: nõunik\nII asendaja: peaspetsialist", ["nõunik", "peaspetsialist"]),
    (
        WHO,
        "Esimene asendaja – nõunik\nTeine asendaja – vahetu juhi määratud ametnik",
        ["nõunik", "designated"],
    ),
    (WHOM, "nõunikku\npeaspetsialisti", ["nõunik", "peaspetsialist"]),
    (
        WHO,
        "lühiajaliselt: nõunik\npikaajaliselt: peadirektori määratud ametnik",
        ["nõunik @ lühiajaliselt", "designated @ pikaajaliselt"],
    ),
]
MORE = [
    (
        WHO,
        "osakonnajuhataja määratud teenistuja kokkuleppel vahetu juhiga",
        ["designated @ kokkuleppel vahetu juhiga"],
    ),
    (WHO, "Vallavanema käskkirjaga määratud ametnik või abivallavanem", ["designated", "abivallavanem"]),
    (WHO, "linnasekretäri või linnapea poolt määratud ametnik", ["designated"]),
    (
        WHO,
        "abidirektor, nende mõlema puudumisel direktori määratud õpetaja",
        ["abidirektor", "designated @ nende mõlema puudumisel"],
    ),
    (WHO, "kooli direktori määratud isik", ["designated"]),
    (WHO, "ametniku määrab peadirektor käskkirjaga", ["designated"]),
    (WHO, "raamatupidaja puhkuse ajal pearaamatupidaja", ["pearaamatupidaja @ raamatupidaja puhkuse ajal"]),
    (
        WHO,
        "pearaamatupidaja kuni 14 päeva kestva puhkuse ajal",
        ["pearaamatupidaja @ kuni 14 päeva kestva puhkuse ajal"],
    ),
    (
        WHO,
        "lapsehoolduspuhkuse ajal tähtajaliselt tööle võetud töötaja",
        ["designated @ lapsehoolduspuhkuse ajal"],
    ),
    (
        WHO,
        "hangete ja lepingute küsimustes hankespetsialist, ülejäänud küsimustes sekretär",
        ["hankespetsialist @ hangete ja lepingute küsimustes", "sekretär @ ülejäänud küsimustes"],
    ),
    (
        WHO,
        "eelarve osas finantsjuht, muus osas osakonnajuhataja",
        ["finantsjuht @ eelarve osas", "osakonnajuhataja @ muus osas"],
    ),
    (WHO, "personalijuht (ainult puhkuse ajal)", ["personalijuht @ ainult puhkuse ajal"]),
    (WHO, "teised sama talituse inspektorid", ["talituse inspektor"]),
    (WHO, "üks osakonna nõunikest", ["osakonna nõunik"]),
    (WHO, "mõlemad osakonna juristid", ["osakonna jurist"]),
    (WHO, "ükskõik kes osakonna teenistujatest", ["unit-member osakond"]),
    (WHO, "meeskonna liikmed omavahel", ["unit-member meeskond @ omavahel"]),
    (WHO, "kõik osakonna töötajad", ["unit-member osakond"]),
    (WHO, "juristid asendavad vastastikku teineteist", ["peer jurist"]),
    (WHO, "jurist ja nõunik asendavad teineteist", ["peer jurist", "nõunik"]),
    (WHOM, "teisi juriste", ["peer jurist"]),
    (WHOM, "kolleege vastavalt asendusplaanile", ["rule"]),
    (WHO, "Asendamise kord on kehtestatud töökorralduse reeglitega", ["rule"]),
    (WHO, "asenduste tabelis nimetatud teenistuja", ["rule"]),
    (
        WHO,
        "vastavalt põhimäärusele osakonnajuhataja asetäitja",
        ["osakonnajuhataja asetäitja @ vastavalt põhimäärusele"],
    ),
    (WHO, "direktori korraldusel", ["rule"]),
    (WHO, "kehtiva asendusgraafiku järgi", ["rule"]),
    (WHO, "ei ole", ["none"]),
    (WHO, "asendaja puudub", ["none"]),
    (WHOM, "kedagi ei asenda", ["none"]),
    (WHOM, "osakonnajuhatajat (vajadusel)", ["osakonnajuhataja @ vajadusel"]),
    (WHOM, "vajadusel teisi osakonna spetsialiste", ["osakonna spetsialist @ vajadusel"]),
    (
        WHOM,
        "sotsiaaltöö spetsialisti ja lastekaitsespetsialisti nende puhkuse ajal",
        ["sotsiaaltöö spetsialist @ nende puhkuse ajal", "lastekaitsespetsialist @ nende puhkuse ajal"],
    ),
    (WHO, "juhiabi/sekretär", ["juhiabi", "sekretär"]),
    (WHO, "hooldusjuht; hooldaja; õde", ["hooldusjuht", "hooldaja", "õde"]),
    (WHO, "direktori asetäitja õppealal või huvijuht", ["direktori asetäitja õppealal", "huvijuht"]),
    (WHO, "1. asendaja: nõunik, 2. asendaja: spetsialist", ["nõunik", "spetsialist"]),
    (WHO, "I asendaja – nõunik, II asendaja – spetsialist", ["nõunik", "spetsialist"]),
    (WHO, "eelkõige nõunik, tema äraolekul spetsialist", ["nõunik", "spetsialist @ tema äraolekul"]),
    (WHO, "nõunik (esimene asendaja), spetsialist (teine asendaja)", ["nõunik", "spetsialist"]),
]
YET_MORE = [
    (WHO, "direktori korraldusel nõunik", ["nõunik @ direktori korraldusel"]),
    (WHO, "nõunik vahetu juhi nõusolekul", ["nõunik @ vahetu juhi nõusolekul"]),
    (WHO, "nõunik või direktori korraldusel", ["nõunik", "rule"]),
    (
        WHO,
        "talitusejuhataja, tema puudumisel osakonnajuhataja",
        ["talitusejuhataja", "osakonnajuhataja @ tema puudumisel"],
    ),
    (WHO, "raamatukoguhoidja või direktori poolt määratud töötaja", ["raamatukoguhoidja", "designated"]),
    (WHO, "asendab osakonna juhataja poolt nimetatud isik", ["designated"]),
    (WHO, "logopeed ja eripedagoog vastastikku", ["logopeed @ vastastikku", "eripedagoog @ vastastikku"]),
    (
        WHO,
        "haldusjuht (lühiajalise puudumise korral) või direktor (pikaajalise puudumise korral)",
        ["haldusjuht @ lühiajalise puudumise korral", "direktor @ pikaajalise puudumise korral"],
    ),
    (
        WHO,
        "Valveametnik – öisel ajal; nõunik – päevasel ajal",
        ["valveametnik @ öisel ajal", "nõunik @ päevasel ajal"],
    ),
    (
        WHO,
        "IT-juht; süsteemiadministraator (serverid, võrk)",
        ["IT-juht", "süsteemiadministraator (serverid, võrk)"],
    ),
    (WHO, "nõunik, kes on määratud käskkirjaga", ["designated"]),
    (WHO, "vastavalt ametiasutuse töökorralduse reeglitele", ["rule"]),
    (WHO, "ei asendata", ["none"]),
    (WHO, "Ei kohaldu", ["none"]),
    (WHO, "asendust ei toimu", ["none"]),
    (
        WHOM,
        "abivallavanemat tema pädevusse kuuluvates küsimustes",
        ["abivallavanem @ tema pädevusse kuuluvates küsimustes"],
    ),
    (WHOM, "lasteaia õpetajat, õpetaja abi", ["lasteaia õpetaja", "õpetaja abi"]),
    (
        WHOM,
        "õppealajuhatajat õppetöö korraldamise küsimustes",
        ["õppealajuhataja @ õppetöö korraldamise küsimustes"],
    ),
    (WHOM, "sama ametinimetusega teenistujaid", ["peer jurist"]),
    (WHOM, "teisi sama ametikoha täitjaid", ["peer jurist"]),
    (WHOM, "osakonna juriste ja nõunikke", ["osakonna jurist", "nõunik"]),
    (WHO, "mõni teine jurist või nõunik (planeeringud)", ["peer jurist", "nõunik (planeeringud)"]),
    (
        WHO,
        "vanemraamatupidaja, vajaduse korral pearaamatupidaja",
        ["vanemraamatupidaja", "pearaamatupidaja @ vajaduse korral"],
    ),
    (WHO, "kas nõunik või vanemspetsialist", ["nõunik", "vanemspetsialist"]),
    (WHO, "osakonna juhataja ülesannetes olev nõunik", ["osakonna juhataja ülesannetes olev nõunik"]),
    (WHO, "personalitalituse juhataja asendaja on personalispetsialist", ["personalispetsialist"]),
    (WHO, "1. nõunik (arendus); 2. nõunik (haldus)", ["nõunik (arendus)", "nõunik (haldus)"]),
    (
        WHO,
        "juhiabi, kuni kahe nädala pikkuse äraoleku korral",
        ["juhiabi @ kuni kahe nädala pikkuse äraoleku korral"],
    ),
]
LINES += [
    (WHO, "Sekretär, tema puudumisel\nhaldusjuht", ["sekretär", "haldusjuht @ tema puudumisel"]),
    (
        WHO,
        "spetsialist (registrid)\nspetsialist (arhiiv)",
        ["spetsialist (registrid)", "spetsialist (arhiiv)"],
    ),
    (WHO, "Peaspetsialist\nvõi osakonnajuhataja määratud ametnik", ["peaspetsialist", "designated"]),
    (WHO, "a) nõunik\nb) peaspetsialist", ["nõunik", "peaspetsialist"]),
]
HOLDERS = [
    (WHO, "Mari Maasikas, nõunik", ["nõunik"]),
    (WHO, "nõunik Jüri Juurikas, spetsialist Mari-Liis Maasikas", ["nõunik", "spetsialist"]),
    (WHO, "nõunik (Jüri Juurikas)", ["nõunik"]),
    (WHOM, "3 spetsialisti, kahte nõunikku", ["spetsialist", "nõunik"]),
    (WHOM, "peaspetsialisti (2 kohta)", ["peaspetsialist"]),
    (WHO, "nõunik (sinu puhkuse ajal)", ["nõunik @ sinu puhkuse ajal"]),
    (WHO, "nõunik (hanked), tema äraolekul nõunik (lepingud)", ["nõunik (hanked)", "nõunik (lepingud) @ tema äraolekul"]),
    (WHOM, "nõunikku direktori käskkirja alusel", ["nõunik @ direktori käskkirja alusel"]),
]  # fmt: skip
ONE_LINE = [
    *DESIGNATED,
    *MEMBERS,
    *COLLEAGUES,
    *RULES,
    *NOBODY,
    *CONDITIONS,
    *LISTS,
    *MORE,
    *YET_MORE,
    *HOLDERS,
]


def said(mention: Mention) -> str:
    """Return what a mention says, short."""
    text: str = mention.kind
    if mention.kind == "post":
        text = mention.title or ""
    elif mention.kind == "peer":
        text = f"peer {mention.title}".lower()
    elif mention.kind == "unit-member":
        text = f"unit-member {mention.unit}"
    bracket = f" ({mention.specialisation})" if mention.specialisation else ""
    return text + bracket + (f" @ {mention.condition}" if mention.condition else "")


def in_table(field: str, cell: str) -> Document:
    """Return a description whose header is a table of labels and values."""
    rows = [("Ametinimetus", "Jurist"), ("Vahetu juht", "direktor"), (LABEL[field], cell)]
    blocks = [Block((Line("AMETIJUHEND", 1),))]
    number = 2
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            lines = text.split("\n")
            held = tuple(Line(line, number + place) for place, line in enumerate(lines))
            blocks.append(Block(held, Cell(0, row, column)))
            number += len(lines)
    return Document("cells", "0" * 64, "application/x-cells", tuple(blocks))


def read_as(document: Document, field: str) -> list[str]:
    (found,) = read(document).descriptions
    return [said(mention) for mention in getattr(found, field)]


@pytest.mark.parametrize(("field", "cell", "expected"), [*ONE_LINE, *LINES])
def test_a_cell(field: str, cell: str, expected: list[str]) -> None:
    assert read_as(in_table(field, cell), field) == expected


@pytest.mark.parametrize(("field", "cell", "expected"), ONE_LINE)
def test_the_same_words_behind_their_label(field: str, cell: str, expected: list[str]) -> None:
    text = f"AMETIJUHEND\nAmetinimetus: Jurist\nVahetu juht: direktor\n{LABEL[field]}: {cell}\n"
    assert read_as(from_text(text), field) == expected


@pytest.mark.parametrize(
    ("label", "cell", "field", "expected"),
    [
        ("Kes asendab puhkuse ajal", "nõunik", WHO, ["nõunik @ puhkuse ajal"]),
        ("Asendaja puhkuse ajal", "nõunik, spetsialist", WHO, ["nõunik @ puhkuse ajal", "spetsialist @ puhkuse ajal"]),
        ("Esimene asendaja (puhkuse ajal)", "nõunik", WHO, ["nõunik @ puhkuse ajal"]),
        ("Kes asendab (puhkuse ajal)", "spetsialist haiguse ajal", WHO, ["spetsialist @ haiguse ajal"]),
        ("Keda asendab haiguse ajal", "nõunikku", WHOM, ["nõunik @ haiguse ajal"]),
        ("Asendaja puhkuse ajal", "puudub", WHO, ["none @ puhkuse ajal"]),
        ("Asendaja tema puudumisel", "nõunik", WHO, ["nõunik"]),
        ("Kes asendab (ametinimetus)", "nõunik", WHO, ["nõunik"]),
    ],
)  # fmt: skip
def test_a_condition_in_the_label(label: str, cell: str, field: str, expected: list[str]) -> None:
    text = f"AMETIJUHEND\nAmetinimetus: Jurist\nVahetu juht: direktor\n{label}: {cell}\n"
    assert read_as(from_text(text), field) == expected


@pytest.mark.parametrize(("field", "cell", "expected"), [*ONE_LINE, *LINES])
def test_whatever_a_cell_says_is_evidence_and_nothing_is_left_over(
    field: str, cell: str, expected: list[str]
) -> None:
    (found,) = read(in_table(field, cell)).descriptions
    named = "Maasikas" in cell or "Juurikas" in cell
    assert [problem.kind for problem in found.problems] == ["not-kept"] * named
    plain = "".join(letter for letter in cell if letter.isalnum())
    for mention in getattr(found, field):
        assert "".join(letter for letter in mention.text if letter.isalnum()) in plain
    assert {mention.line for mention in getattr(found, field)} <= set(range(7, 7 + cell.count("\n") + 1))
