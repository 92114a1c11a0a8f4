"""Web and e-mail addresses among words."""

from __future__ import annotations

import re

# What ends a sentence, in any script, is not part of an address, and neither are letters of another script:
# Chinese has no space between a word and an address. No expression goes back over what it has read.
ADDRESS = re.compile(
    r"(?<![A-Za-z0-9@._/-])(?:https?://|www\.)[A-Za-z0-9/?#&=%._~:@!$'()*+,;\[\]-]*[A-Za-z0-9/#&=%_~$+)-]"
    r"|(?<![A-Za-z0-9@._%+-])[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}(?<!-)"
)
