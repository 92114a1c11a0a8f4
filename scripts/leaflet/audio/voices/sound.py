"""Sound as samples: silence cut off, sentences joined with pauses, loudness set. Mono, 24 kHz, floats from -1 to 1."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TypeAlias

import numpy as np
import pyloudnorm
import soundfile
from numpy.typing import NDArray
from scipy.ndimage import minimum_filter1d, uniform_filter1d
from scipy.signal import resample_poly

Samples: TypeAlias = NDArray[np.float32]

RATE = 24_000  # Hz: what Kokoro gives; speech has little above 12 kHz
LOUDNESS = -19.0  # LUFS for mono, as loud as -16 for stereo (AES TD1008, speech to headphones and phones)
CEILING = -3.0  # dBTP before encoding: MP3 moves peaks by up to about 1 dB, and a file stays under -1 (EBU R 128)
OVERSAMPLED = 4  # true peak (ITU-R BS.1770-5, annex 2)
QUIET = 0.01  # of the loudest sample: what is under it at the ends of a sentence is silence
KEPT = 0.03  # seconds of that silence left, so that no sound is cut
FADE = 0.005  # seconds
LOOK_AHEAD = 0.005  # seconds in which the limiter turns down before a peak
SHORTEST = 0.5  # seconds: loudness is measured in blocks of 0.4

# Seconds of silence before and after, by kind. Listeners need more than readers: there is no eye to wait.
PAUSES = {"heading": (0.9, 0.5), "sentence": (0.0, 0.45), "item": (0.0, 0.55), "card": (0.0, 0.6), "aside": (0.0, 0.45)}
START, END = 0.2, 0.8


def read_sound(file: Path) -> Samples:
    """A sound file (WAV, FLAC, Ogg or MP3) as one channel at our rate. Raises `soundfile.LibsndfileError`."""
    samples, rate = soundfile.read(file, dtype="float32", always_2d=True)
    return resampled(samples.mean(axis=1), rate)


def resampled(samples: Samples, rate: int) -> Samples:
    """The same sound at our rate."""
    if rate == RATE:
        return samples
    shared = np.gcd(RATE, rate)
    return np.asarray(resample_poly(samples, RATE // shared, rate // shared), np.float32)


def write_flac(file: Path, samples: Samples) -> None:
    """Write samples without loss beyond 16 bits; louder than full scale, they are turned down."""
    peak = float(np.abs(samples).max(initial=0))
    soundfile.write(file, samples / max(peak, 1.0), RATE, format="FLAC", subtype="PCM_16")


def trimmed(samples: Samples) -> Samples:
    """Without the silence at its ends, faded in and out."""
    loud = np.flatnonzero(np.abs(samples) > QUIET * np.abs(samples).max(initial=0))
    if not len(loud):
        return samples[:0]
    kept, fade = int(KEPT * RATE), int(FADE * RATE)
    cut = samples[max(loud[0] - kept, 0) : loud[-1] + kept].copy()
    slope = np.linspace(0, 1, min(fade, len(cut)), dtype=np.float32)
    cut[: len(slope)] *= slope
    cut[len(cut) - len(slope) :] *= slope[::-1]
    return cut


def joined(sentences: Iterable[tuple[str, Samples]]) -> tuple[Samples, list[tuple[float, float]]]:
    """Sentences (kind, samples) one after the other with pauses by kind, and when each is heard, in seconds."""
    parts, position = [_silence(START)], int(START * RATE)
    spans: list[tuple[float, float]] = []
    for kind, samples in sentences:
        before, after = (_silence(pause) for pause in PAUSES[kind])
        if not spans:
            before = before[:0]
        start = position + len(before)
        spans.append((start / RATE, (start + len(samples)) / RATE))
        parts += [before, samples, after]
        position = start + len(samples) + len(after)
    return np.concatenate([*parts, _silence(END)]), spans


def _silence(seconds: float) -> Samples:
    return np.zeros(round(seconds * RATE), np.float32)


def loudness(samples: Samples) -> float:
    """Integrated loudness in LUFS (ITU-R BS.1770); minus infinity for silence."""
    padded = np.pad(samples, (0, max(int(SHORTEST * RATE) - len(samples), 0)))
    return float(pyloudnorm.Meter(RATE).integrated_loudness(padded))


def true_peak(samples: Samples) -> float:
    """The highest peak between and on the samples, in dBTP."""
    return float(20 * np.log10(max(np.abs(resample_poly(samples, OVERSAMPLED, 1)).max(initial=0), 1e-9)))


def levelled(samples: Samples, target: float = LOUDNESS) -> Samples:
    """As loud as `target`, with no peak over `CEILING`; silence stays as it is."""
    level = samples
    for _ in range(3):  # limiting takes a little loudness away, which the next turn gives back
        change = target - loudness(level)
        if not np.isfinite(change):
            return samples
        samples = samples * np.float32(10 ** (change / 20))
        level = limited(samples)
    return level


def limited(samples: Samples) -> Samples:
    """Turned down smoothly around each peak that would be over `CEILING`."""
    heights = np.abs(resample_poly(samples, OVERSAMPLED, 1)).reshape(-1, OVERSAMPLED).max(axis=1)
    gain = np.minimum(1, 10 ** (CEILING / 20) / np.maximum(heights, 1e-9))
    window = 2 * int(LOOK_AHEAD * RATE) + 1
    smooth = uniform_filter1d(minimum_filter1d(gain, window), window)
    return np.asarray(samples * smooth, np.float32)
