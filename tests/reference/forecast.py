#!/usr/bin/env python3
"""The forecasts of docs/METHODS.md §9 once more, written plainly and independently of src/analysis:
prints the numbers that tests/unit/test_forecast.c expects, for the same made-up series."""
import math

ALPHAS = [.01] + [round(.02 * i, 2) for i in range(1, 50)] + [.99]
PHI = .95
SEASON = [-12, -20, 5, 3, 8, 10, -4, -6, 7, 2, 1, 6]


def dot(a, b):
    return sum(i * j for i, j in zip(a, b))


def is_seasonal(x, p, deviations):
    mean = sum(x) / len(x)
    d = [v - mean for v in x]
    if p < 2 or len(x) < 2 * p or dot(d, d) == 0:
        return False
    r = [dot(d[lag:], d) / dot(d, d) for lag in range(1, p + 1)]
    limit = deviations / math.sqrt(len(x)) * math.sqrt(1 + 2 * dot(r[:-1], r[:-1]))
    return abs(r[-1]) > limit


def around(x, p):
    """The centred moving average of a year; None where there is none."""
    h, out = p // 2, [None] * len(x)
    for t in range(h, len(x) - h):
        window = x[t - h:t + h + 1]
        out[t] = (sum(window) - (0 if p % 2 else (window[0] + window[-1]) / 2)) / p
    return out


def by_place(d, p):
    return [[v for v in d[i::p] if v is not None] for i in range(p)]


def shrunk_indices(y, p):
    groups = by_place([None if m is None else v - m for v, m in zip(y, around(y, p))], p)
    means = [sum(g) / len(g) for g in groups]
    index = [m - sum(means) / p for m in means]
    count = sum(map(len, groups))
    within = sum((v - m) ** 2 for g, m in zip(groups, means) for v in g) / (count - p)
    noise = (p - 3) / (p - 1) * (within / (count / p)) / (dot(index, index) / (p - 1))
    return [i * (1 - min(1, noise)) for i in index]


def smoothed(z):
    best = (math.inf,)
    for alpha in ALPHAS:
        level, left, u, w = 0, 1, [], []
        for v in z:
            u.append(v - level)
            w.append(left)
            level += alpha * u[-1]
            left *= 1 - alpha
        start = dot(u, w) / dot(w, w)
        best = min(best, (sum((i - start * j) ** 2 for i, j in zip(u, w)), alpha, level + left * start))
    return best[2]


def theta(y):
    middle, mean = (len(y) - 1) / 2, sum(y) / len(y)
    slope = sum((t - middle) * (v - mean) for t, v in enumerate(y)) / sum(
        (t - middle) ** 2 for t in range(len(y)))
    line = lambda t: mean + slope * (t - middle)
    level = smoothed([2 * v - line(t) for t, v in enumerate(y)])
    return lambda ahead: (level + line(len(y) - 1 + ahead)) / 2


def damped(y):
    best = (math.inf,)
    for alpha in [.02, .05, .1, .15, .2, .3, .4, .5, .6, .7, .8, .9, .99]:
        for beta in [alpha * k for k in (0, .02, .05, .1, .2, .3, .5)]:
            errors, ends = [], []
            for level, slope, use in (0, 0, 1), (1, 0, 0), (0, 1, 0):
                errors.append([])
                for v in y:
                    e = v * use - level - PHI * slope
                    level, slope = level + PHI * slope + alpha * e, PHI * slope + beta * e
                    errors[-1].append(e)
                ends.append((level, slope))
            u, p, q = errors
            det = dot(p, p) * dot(q, q) - dot(p, q) ** 2
            a = (dot(u, q) * dot(p, q) - dot(u, p) * dot(q, q)) / det
            b = (dot(u, p) * dot(p, q) - dot(u, q) * dot(p, p)) / det
            best = min(best, (sum((i + a * j + b * k) ** 2 for i, j, k in zip(u, p, q)), alpha, beta,
                              [e[0] + a * e[1] + b * e[2] for e in zip(*ends)]))
    level, slope = best[3]
    return lambda ahead: level + slope * sum(PHI ** i for i in range(1, ahead + 1))


def half_years(y):
    blocks = len(y) // 6
    means = [sum(y[len(y) - 6 * i:len(y) - 6 * i + 6]) / 6 for i in range(blocks, 0, -1)]
    ahead_of_means = theta(means)
    return lambda ahead: ahead_of_means((ahead + 2.5) / 6)


def forecast(x, p, horizon):
    logs = min(x) > 0
    y = [math.log(v) for v in x] if logs else x
    ratio = [(v / m if logs else v - m) for v, m in zip(x, around(x, p)) if m is not None]
    seasonal = p == 11 or is_seasonal(ratio, p, 1.28)
    index = shrunk_indices(y, p) if seasonal else [0] * p
    y = [v - index[t % p] for t, v in enumerate(y)]
    methods = theta(y), damped(y), half_years(y)
    for ahead in range(1, horizon + 1):
        each = [m(ahead) + index[(len(y) - 1 + ahead) % p] for m in methods]
        each = [math.exp(v) if logs else max(v, 0) if min(x) >= 0 else v for v in each]
        yield each + [sum(each) / 3]


def show(name, x, p, horizon):
    print(name)
    for row in forecast(x, p, horizon):
        print("\t{" + ", ".join("%.12g" % v for v in row) + "},")


if __name__ == "__main__":
    noise = [(t * t * 7 + t * 3) % 11 - 5 for t in range(60)]
    seasonal = [100 + t + SEASON[t % 12] + noise[t] / 2 for t in range(48)]
    show("seasonal", seasonal, 12, 6)
    show("plain", [50 + t / 2 + noise[t] for t in range(40)], 12, 3)
    show("negative", [v - 120 for v in seasonal], 12, 3)
    show("zeros", [max(0, noise[t]) for t in range(40)], 12, 3)
    combined = [200 + 3 * t + (90 if t % 11 == 0 else 4 * (t % 11)) + noise[t] for t in range(45)]
    show("combined", combined[:44], 11, 12)
    show("combined, to February", combined, 11, 10)
    show("quarters", [40 + t + [9, -3, -8, 2][t % 4] + noise[t] / 5 for t in range(20)], 4, 5)
