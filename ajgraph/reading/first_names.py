"""Common first names in Estonia: with one of them two capitalised words are surely a person.

The list need not be whole: what it does not know is kept where a specialisation may stand, for a post lost is worse
than a word kept. Names that are as well a word of posts or places ("Ida", "Kai", "Lill") are not in it.
"""

from __future__ import annotations

_NAMES = """
    ado agne agnes ahti ahto aili aimar aime ainar aino airi aita aivar aivi aivo aksel albert aleks aleksander
    aleksandr aleksandra aleksei alex alina alisa alla allan allar alo ando andra andre andrea andreas andrei andres
    andrus anete anett angela angelika anita anitta anna annabel anne anneli annely anni annika anti anton antonina
    ants anu anželika ardi arina armin arne arno arnold aron artjom artur arvi arvo astrid aune aurelia birgit
    birgitta bogdan boris brigitta carl carmen caroline christina daniel daniil daria darja david denis diana dmitri
    eda edgar eduard eerik eerika eero eeva eevi egert egon eha eili einar eino ekaterina elar elen elena eleri
    eliis elina elis elisa elisabeth elise ella elle ellen elli elmar elo elsa elve elvi emil emilia emma endel
    endrik ene enel eneli enn enno epp erge eric erich erik erika erki erkki ermo erna ester etti eva eve eveli
    eveliis evelin evgeni evi fjodor fred galina gea georg gerda gerli german gert gerta gleb greta grete grigori
    gunnar gustav hanna hannah hannes hans harald hardi hardo harri heidi heiki heiko heili heimar heinar heino
    helar helbe heldur helen helena helerin helga heli helin helina helje helju helle helmi helmut henn henno henri
    henrik henry herbert herman hilda hilja hillar hille hugo huko igor ilja ilmar ilme ilona ilse imbi imre inara
    indrek ines inga inge ingel ingmar ingrid inna irene irina iris irja irma ivan ivar ivari ivi ivika ivo jaak
    jaan jaana jaanika jaanus jako jakob jan jana janar jane janek janika janne jannika janno jarek jarko jarmo
    jegor jekaterina jelena jelizaveta jevgeni jevgenia johan johanna johannes jolanta joonas joosep josef juhan
    juho julia julija juri jürgen jüri kaarel kaari kadi kadri kadriann kaia kaidi kaido kaie kaili kaimar kairi
    kairit kaisa kaius kaja kajar kalev kaljo kalju kalle kalmer karel karen kari karin karina karita karl karmen
    karmo karolin karolina kaspar katariina katarina kati katja katre katri katrin kaupo kaur kauri keio keiti kelli
    kerli kersti kerstin kert kerttu kertu ketlin kevin kiira kirill kirke kirsi kirsika kirsti klaarika klaus
    klavdia koit krista kristel kristen kristi kristiina kristin kristina kristine kristjan kristo kristofer
    kristoffer ksenia kuldar kuno kustas kärt käthe kätlin kätriin käty külli küllike küllo laine laur laura lauri
    lea leelo leena leho leida lembit lemme lenna leo leonhard leonid lev liana lidia liia liidia liina liis liisa
    liisbet liisi liivi lilia lilian liljana linda ljubov ljudmila loone loreida loviise lukas luule ly lya lydia
    maaja maali maarika maarja maarjaliis madis maia maido maie maike maile maire mairi mairit mait maiu maksim
    malle malvina mare marek maret margaret margarita margit margo margot margus mari maria mariann marianna
    marianne marika mariliin mariliis marilin marin marina mario marion maris marita marje marju mark marko markus
    marleen marlen marliis mart marta marten marti martin martti marvi mati matis mattias mattis matvei meeli
    meelike meelis meeri merike merili merilin merit merle merlin meryl mia mihhail mihkel miina mikhail mikk milana
    milena milvi mirja mirjam mirko monica monika moonika märt nadežda nadja natalia natalija natalja neeme nele
    nelli niina nikita nikolai nina nora norman oksana oksanna olavi oleg olesja olev olga oliver olivia ott otto
    ove paavo paul paula pauliina pavel pearu peep peeter piia pille piret polina priidik priit rafael raido raigo
    raili raimo raimond rain rainer raivo raul rauno rebeka reelika reet rego reigo reili reimo rein reino renate
    rene renee reti riho riin riina riivo ristjan risto rita robert robin roland roman romet roosi rosalie rudolf
    ruslan ruth rutt saale saima salme sander sandra sergei signe sigrid siim siina siiri siivi silja silvar silver
    silvi silvia simo simona siret sirje sirle sirli sofia sofja stanislav stefan stella sten stepan sulev svea sven
    svetlana sülvi taavet taavi taimi taimo taive taivo tambet tanel tarmo tarvo tatiana tatjana tauno tauri teele
    teet teevi terje tiia tiina tiino tiit tiiu timo timofei timur toivo tom tomas toomas triin triine triinu tuuli
    tuuliki tõnis tõnn tõnu uku ulla ulvi uno urmas urmet urmo ursula urve vadim vaido vaike vaiko valdek valdeko
    valdur valentin valentina valeri valeria vallo vambola varvara vassili veera veiko veljo vello vera veronika
    viido viire viiu viive viivi viktor viktoria ville villem villu vilma virge virgo virve vitali vjatšeslav
    vladimir vladislav volli yana zinaida zoja ärni õie ülar ülla üllar üllas ülle ülo žanna
"""
FIRST_NAMES = frozenset(_NAMES.split())
"""In small letters; of a double name ("Mari-Liis") the first part is looked up."""
