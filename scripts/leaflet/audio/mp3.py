"""MP3 as frames: encoded once for each page, and joined to the whole leaflet without encoding again.

48 kb/s at a constant rate: every frame has 144 bytes and lasts 24 ms, so that a place in the sound is a place in the
file. Each page begins a stream of its own (its first frame needs no bits from before, and silence is at both ends), so
that frames of several pages in a row are a stream too (ISO/IEC 13818-3).
"""

from __future__ import annotations

import io
import struct

import soundfile

from leaflet.audio.voices.sound import RATE, Samples

BIT_RATE = 48  # kb/s: speech is clear, a minute is 360 kB
FRAME = 576  # samples
FRAME_BYTES = 72 * BIT_RATE * 1000 // RATE
FRAME_SECONDS = FRAME / RATE
FRAME_START = b"\xff\xf3\x64\xc4"  # MPEG-2 layer III, 48 kb/s, 24 kHz, no padding, mono, original
ENCODER_DELAY = 576  # samples that LAME puts before the sound
DECODER_DELAY = 529  # samples that every decoder adds
LAME_SCALE = 0.95  # LAME 3.100 turns everything down by this, against clipping; `levelled` has seen to that already
_INFO_START = b"\xff\xf3\x84\xc4"  # the same at 64 kb/s: the notes below need more than 144 bytes
_INFO_BYTES = 192
_COMPRESSION = (160 - BIT_RATE) / 152 + 1e-6  # libsndfile's scale for the bit rates of MPEG-2, 160 to 8


class Mp3Error(Exception):
    """The encoder gave something else than the frames that were asked for."""


def encode(samples: Samples) -> bytes:
    """Samples as frames, by LAME in libsndfile. Raises `Mp3Error`."""
    stream = io.BytesIO()
    soundfile.write(
        stream,
        samples / LAME_SCALE,
        RATE,
        format="MP3",
        subtype="MPEG_LAYER_III",
        bitrate_mode="CONSTANT",
        compression_level=_COMPRESSION,
    )
    return _checked(stream.getvalue())


def _checked(frames: bytes) -> bytes:
    starts = {frames[place : place + 4] for place in range(0, len(frames), FRAME_BYTES)}
    if len(frames) % FRAME_BYTES or starts != {FRAME_START}:
        raise Mp3Error(f"frames begin with {sorted(start.hex() for start in starts)}, not {FRAME_START.hex()}")
    return frames


def seconds(frames: bytes) -> float:
    """How far the first frame after these is from the first of these."""
    return len(frames) // FRAME_BYTES * FRAME_SECONDS


def length(frames: bytes) -> float:
    """The seconds that a player shows: without the delay that it leaves out."""
    return seconds(frames) - (ENCODER_DELAY + DECODER_DELAY) / RATE


def frames_of(file: bytes) -> bytes:
    """The frames of a file that `with_notes` made, without its tags. Raises `Mp3Error`."""
    start = 0
    if file.startswith(b"ID3"):
        size = 0
        for byte in file[6:10]:
            size = size << 7 | byte
        start = 10 + size
    if file[start : start + 4] != _INFO_START:
        raise Mp3Error("there is no frame of notes")
    return _checked(file[start + _INFO_BYTES :])


def with_notes(frames: bytes) -> bytes:
    """Frames under a first one that says how many there are, and what to skip (the "Info" tag of Xing and LAME).

    With it, players know the length at once, jump to the right place, and leave out the encoder's delay, so that
    timings are exact.
    """
    count = len(frames) // FRAME_BYTES
    table = bytes(min(255, place * 256 // 100) for place in range(100))  # constant rate: a straight line
    xing = b"Info" + struct.pack(">III", 0b1111, count, _INFO_BYTES + len(frames)) + table + bytes(4)
    delay = struct.pack(">I", ENCODER_DELAY << 12 | DECODER_DELAY)[1:]  # the end is silence: skip what decoders add
    lame = b"LAME3.100" + b"\x01" + bytes(10) + bytes([BIT_RATE]) + delay + bytes(4)
    note = _INFO_START + bytes(9) + xing + lame + struct.pack(">IH", _INFO_BYTES + len(frames), 0)
    note += struct.pack(">H", _crc16(note))
    return note.ljust(_INFO_BYTES, b"\0") + frames


def _crc16(data: bytes) -> int:
    """CRC-16/ARC, as LAME's notes have it."""
    crc = 0
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ 0xA001 if crc & 1 else crc >> 1
    return crc
