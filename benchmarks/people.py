"""Invented people by the hundred thousand: names put together from common parts, as skewed as names are.

Each part has its spellings: Urdu, Sindhi where it differs, and the Latin ones that people use. Nobody here exists.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass

_MEN = """
محمد,محمد,Muhammad,Mohammad,Mohd,Muhammed|علی,علي,Ali,Aly|غلام,غلام,Ghulam,Gulam|حسین,حسين,Hussain,Husain,Hussein
احمد,احمد,Ahmed,Ahmad|رفیق,رفيق,Rafiq,Rafique,Rafeeq|اللہ دتہ,الله ڏتو,Allah Ditta,Allahditta|شفیق,شفيق,Shafiq,Shafeeq
اکرم,اڪرم,Akram,Ikram|اسلم,اسلم,Aslam|یوسف,يوسف,Yousaf,Yusuf,Yousuf|رشید,رشيد,Rashid,Rasheed|بشیر,بشير,Bashir,Basheer
نذیر,نذير,Nazir,Nazeer|رحیم,رحيم,Rahim,Raheem|کریم,ڪريم,Karim,Kareem|بخش,بخش,Bakhsh,Bux,Buksh|خان,خان,Khan
اقبال,اقبال,Iqbal,Eqbal|منظور,منظور,Manzoor,Manzur|ظفر,ظفر,Zafar|انور,انور,Anwar,Anwer|صادق,صادق,Sadiq,Sadiq
عبدالغفور,عبدالغفور,Abdul Ghafoor,Abdul Ghafur|عبدالرحمن,عبدالرحمان,Abdul Rehman,Abdur Rahman|عمر,عمر,Umar,Omar
عثمان,عثمان,Usman,Osman|اسماعیل,اسماعيل,Ismail,Ismaeel|ابراہیم,ابراهيم,Ibrahim,Ebrahim|یعقوب,يعقوب,Yaqoob,Yaqub
اسحاق,اسحاق,Ishaq,Ishaque|شریف,شريف,Sharif,Shareef|لطیف,لطيف,Latif,Lateef|مجید,مجيد,Majid,Majeed|حمید,حميد,Hamid,Hameed
وزیر,وزير,Wazir,Wazeer|امیر,امير,Amir,Ameer|نواز,نواز,Nawaz,Navaz|ریاض,رياض,Riaz,Riyaz|فیاض,فياض,Fayyaz,Fiaz
مشتاق,مشتاق,Mushtaq,Mushtaque|اشفاق,اشفاق,Ashfaq,Ashfaque|الطاف,الطاف,Altaf|ارشاد,ارشاد,Irshad,Arshad|سلیم,سليم,Saleem,Salim
نعیم,نعيم,Naeem,Naim|وسیم,وسيم,Waseem,Wasim|ندیم,نديم,Nadeem,Nadim|کاشف,ڪاشف,Kashif|عارف,عارف,Arif,Aarif
طارق,طارق,Tariq,Tarique|خالد,خالد,Khalid,Khaled|زاہد,زاهد,Zahid|شاہد,شاهد,Shahid,Shaheed|ساجد,ساجد,Sajid|ماجد,ماجد,Majid
عابد,عابد,Abid|جاوید,جاويد,Javed,Jawaid,Javaid|پرویز,پرويز,Pervaiz,Parvez,Pervez|گلزار,گلزار,Gulzar|دلدار,دلدار,Dildar
سردار,سردار,Sardar|شیر,شير,Sher|مراد,مراد,Murad|فقیر,فقير,Faqir,Faqeer|حیدر,حيدر,Haider,Hyder|عباس,عباس,Abbas,Abas
جعفر,جعفر,Jafar,Jaffar|قاسم,قاسم,Qasim,Kasim|صدیق,صديق,Siddique,Sadiq,Siddiq|فاروق,فاروق,Farooq,Faruq|مسیح,مسيح,Masih,Maseeh
وارث,وارث,Waris|یونس,يونس,Younas,Yunus|الیاس,الياس,Ilyas,Elyas|ہاشم,هاشم,Hashim|کھیتو,کيتو,Kheto|بھیمو,ڀيمو,Bhimo,Bheemo
رامچند,رامچند,Ramchand|کولھی,ڪولهي,Kolhi,Kohli|میگھواڑ,ميگهواڙ,Meghwar,Meghwal|بھیل,ڀيل,Bheel,Bhil|چندر,چندر,Chander,Chandar
لال,لال,Lal|وسایا,وسايو,Wasaya,Vasaya|دینو,ڏنو,Dino|جمن,جمن,Juman,Jumman|لکھن,لکڻ,Lakhan|موہن,موهن,Mohan|ہری,هري,Hari
سوائی,سوائي,Sawai|پنہل,پنهل,Punhal|سچل,سچل,Sachal|سانول,سانول,Sanwal|منٹھار,منٺار,Manthar|سجاول,سجاول,Sajawal
خدا بخش,خدا بخش,Khuda Bakhsh,Khuda Bux|غلام رسول,غلام رسول,Ghulam Rasool,Gulam Rasul|گل,گل,Gul
میر,مير,Mir,Meer|پیر,پير,Pir,Peer
"""

_WOMEN = """
سکینہ,سڪينه,Sakina,Sakeena|زینب,زينب,Zainab,Zaynab|فاطمہ,فاطمه,Fatima,Fatimah|عائشہ,عائشه,Ayesha,Aisha|مریم,مريم,Maryam,Mariam
کلثوم,ڪلثوم,Kulsoom,Kalsoom|نسیم,نسيم,Naseem,Nasim|شمیم,شميم,Shamim,Shameem|پروین,پروين,Parveen,Perveen|یاسمین,ياسمين,Yasmeen,Yasmin
رضیہ,رضيه,Razia,Raziya|صفیہ,صفيه,Safia,Safiya|حلیمہ,حليمه,Haleema,Halima|نعیمہ,نعيمه,Naeema,Naima|خدیجہ,خديجه,Khadija,Khadeeja
آمنہ,آمنه,Amna,Amina|رابعہ,رابعه,Rabia|سلمیٰ,سلمى,Salma|عذرا,عذرا,Azra|بشریٰ,بشرى,Bushra|ثریا,ثريا,Surayya,Suriya
زبیدہ,زبيده,Zubaida,Zubeda|حمیدہ,حميده,Hameeda,Hamida|رشیدہ,رشيده,Rasheeda,Rashida|مجیداں,مجيدان,Majeedan|نذیراں,نذيران,Nazeeran,Naziran
بشیراں,بشيران,Basheeran,Bashiran|جنت,جنت,Jannat,Janat|حوا,حوا,Hawa|رانی,راڻي,Rani,Raani|سوہنی,سهڻي,Sohni,Sohani
مومل,مومل,Momal|ماروی,ماروي,Marvi,Marwi|سسی,سسئي,Sassi|نوراں,نوران,Nooran,Nuran|بیگم,بيگم,Begum,Begam
بی بی,بيبي,Bibi,Bi Bi|مائی,مائي,Mai,Maai|خاتون,خاتون,Khatoon,Khatun
گلناز,گلناز,Gulnaz|شہناز,شهناز,Shahnaz|مہناز,مهناز,Mehnaz,Mahnaz
فرزانہ,فرزانه,Farzana|رخسانہ,رخسانه,Rukhsana,Ruksana|شبانہ,شبانه,Shabana|ریحانہ,ريحانه,Rehana,Rihana|سلطانہ,سلطانه,Sultana
نسرین,نسرين,Nasreen,Nasrin|شیریں,شيرين,Shireen,Sheerin|کوثر,ڪوثر,Kausar,Kosar|کرن,ڪرن,Kiran|مہوش,مهوش,Mehwish
جمیلہ,جميله,Jameela,Jamila|شکیلہ,شڪيله,Shakeela,Shakila|عقیلہ,عقيله,Aqeela,Aqila|نبیلہ,نبيله,Nabeela,Nabila|راحیلہ,راحيله,Raheela,Rahila
گیتا,گيتا,Geeta,Gita|ساوتری,ساوتري,Savitri,Sawitri|لچھمی,لڇمي,Lachhmi,Lachmi|کملا,ڪملا,Kamla|جمنا,جمنا,Jamna|دھنی,ڌڻي,Dhani
"""

_VILLAGES = ("Chak", "Basti", "Goth", "Kot", "Mauza")


@dataclass(frozen=True)
class Part:
    """One part of a name and how it is written."""

    urdu: str
    sindhi: str
    latin: tuple[str, ...]


@dataclass(frozen=True)
class Invented:
    """A person of the bench: the parts of the own and of the father's name, and how the register has them."""

    own: tuple[Part, ...]
    father: tuple[Part, ...]
    woman: bool
    village: str
    name_as_told: str
    name_latin: str
    parent_name: str
    parent_latin: str


def _parts(table: str) -> tuple[Part, ...]:
    told = (cell.split(",") for line in table.split("\n") for cell in line.split("|") if cell)
    return tuple(Part(urdu, sindhi, tuple(dict.fromkeys(latin))) for urdu, sindhi, *latin in told)


MEN, WOMEN = _parts(_MEN), _parts(_WOMEN)


def _weights(many: int) -> list[float]:
    """A few parts are everywhere, most are rare (Zipf with exponent 0.8)."""
    return [1 / (place + 1) ** 0.8 for place in range(many)]


def people(many: int, seed: int = 1) -> Iterator[Invented]:
    """`many` people, the same ones for the same seed."""
    chance = random.Random(seed)
    men, women = _weights(len(MEN)), _weights(len(WOMEN))
    for _ in range(many):
        woman = chance.random() < 0.5
        own = _several(chance, WOMEN if woman else MEN, women if woman else men)
        father = _several(chance, MEN, men)
        script = chance.random()
        # the register has Urdu and Latin, or only one script, as clerks and forms differ
        told = _arabic(own, sindhi=script < 0.25) if script < 0.8 else ""
        father_told = _arabic(father, sindhi=script < 0.25) if script < 0.8 else ""
        yield Invented(
            own=own,
            father=father,
            woman=woman,
            village=f"{chance.choice(_VILLAGES)} {chance.randint(1, 400)}",
            name_as_told=told,
            name_latin=spelt(own, chance) if script >= 0.4 else "",
            parent_name=father_told,
            parent_latin=spelt(father, chance) if script >= 0.4 else "",
        )


def _several(chance: random.Random, parts: tuple[Part, ...], weights: list[float]) -> tuple[Part, ...]:
    count = chance.choices((1, 2, 3), (0.2, 0.7, 0.1))[0]
    return tuple(dict.fromkeys(chance.choices(parts, weights, k=count)))


def _arabic(parts: tuple[Part, ...], *, sindhi: bool) -> str:
    return " ".join(part.sindhi if sindhi else part.urdu for part in parts)


def spelt(parts: tuple[Part, ...], chance: random.Random) -> str:
    """The parts in Latin letters, each in one of its spellings."""
    return " ".join(chance.choice(part.latin) for part in parts)


def typed(person: Invented, chance: random.Random) -> str:
    """What a clerk types to find somebody: both names in another spelling, the last 0 to 2 letters missing."""
    text = typed_whole(person, chance)
    return text[: len(text) - chance.randint(0, 2)]


def typed_whole(person: Invented, chance: random.Random) -> str:
    """Both names in another spelling than the register has."""
    known = {person.name_latin + " " + person.parent_latin, person.name_as_told + " " + person.parent_name}
    while True:
        way = chance.random()
        if way < 0.6:
            text = spelt(person.own, chance) + " " + spelt(person.father, chance)
        else:
            sindhi = way > 0.85
            text = _arabic(person.own, sindhi=sindhi) + " " + _arabic(person.father, sindhi=sindhi)
        if text not in known or chance.random() < 0.1:  # some names have one spelling only
            return text
