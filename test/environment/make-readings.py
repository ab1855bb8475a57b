"""Renews readings.json: how python-dotenv reads each of its texts (pip install python-dotenv==1.2.2)."""

import io
import json
import logging
from pathlib import Path

from dotenv.main import DotEnv

logging.disable(logging.CRITICAL)
file = Path(__file__).parent / "readings.json"


def read(text):
    # As from a file: Python turns every line's end into "\n".
    stream = io.TextIOWrapper(io.BytesIO(text.encode("utf-8")), encoding="utf-8")
    return DotEnv(dotenv_path=None, stream=io.StringIO(stream.read()), interpolate=False).dict()


texts = [one["text"] for one in json.loads(file.read_text(encoding="utf-8"))]
readings = [{"text": text, "python": read(text)} for text in texts]
file.write_text(json.dumps(readings, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
