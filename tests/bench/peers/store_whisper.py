"""store_whisper FIGURES NAMES: creates a whisper database of each series in NAMES and updates it with
all its figures. FIGURES holds doubles: the number of months, their stamps, then series by series."""
import array
import os
import sys

import whisper

STEP, ROWS = 2629746, 480

values = array.array('d')
with open(sys.argv[1], 'rb') as file:
    values.frombytes(file.read())
months = int(values[0])
stamps = [int(stamp) for stamp in values[1:1 + months]]
with open(sys.argv[2], encoding='utf-8') as names:
    for i, name in enumerate(names):
        path = name.strip() + '.wsp'
        first = 1 + months + i * months
        whisper.create(path, [(STEP, ROWS)])
        whisper.update_many(path, list(zip(stamps, values[first:first + months])))
_, found = whisper.fetch(path, stamps[0] - STEP, stamps[-1])
print(os.path.splitext(path)[0], sum(value is not None for value in found))
