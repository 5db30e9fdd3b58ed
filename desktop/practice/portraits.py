"""Drawn faces for practice: flat shapes of no living person, so that a screen with photos can be practised."""

from io import BytesIO
from random import Random

from PIL import Image, ImageDraw

SIZE = (480, 640)
GROUND = "#DDD8CB"
SKINS = ("#BF8A63", "#A8784F", "#8E6444", "#C59A76", "#7C563B")
CLOTHS = ("#A65E4C", "#6F8A52", "#6B7F8D", "#8D8A6A", "#7A5C73", "#A07B3F", "#5F8580")
HAIRS = ("#3A2F27", "#2B2724", "#8B8680", "#E9E6DF")


def portrait(random: Random, *, woman: bool, old: bool = False) -> bytes:
    """A JPEG of 480 x 640: head, shoulders, a scarf for a woman, hair or a cap for a man."""
    picture = Image.new("RGB", SIZE, GROUND)
    draw = ImageDraw.Draw(picture)
    skin, cloth, scarf = random.choice(SKINS), random.choice(CLOTHS), random.choice(CLOTHS)
    hair = HAIRS[3] if old else random.choice(HAIRS[:3])
    draw.ellipse((40, 430, 440, 900), fill=cloth)
    if woman:
        draw.ellipse((110, 90, 370, 480), fill=scarf)
        draw.polygon(((120, 300), (360, 300), (420, 660), (60, 660)), fill=scarf)
        draw.ellipse((155, 150, 325, 400), fill=skin)
    else:
        draw.polygon(((200, 380), (280, 380), (300, 470), (180, 470)), fill=skin)
        draw.ellipse((150, 120, 330, 400), fill=skin)
        draw.pieslice((145, 95, 335, 300), 180, 360, fill=hair)
        if random.random() < 0.4:
            draw.pieslice((160, 280, 320, 425), 0, 180, fill=hair)
    out = BytesIO()
    picture.save(out, "JPEG", quality=82)
    return out.getvalue()
