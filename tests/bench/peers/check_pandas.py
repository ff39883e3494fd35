"""check_pandas FILE.csv: reads the bulk work, computes year-on-year, and checks two targets of each
series: a year's total and a floor of the newest month. Prints how many of both are met."""
import sys

import pandas

figures = pandas.read_csv(sys.argv[1], dtype={'indicator': 'category', 'area': 'category'})
figures['period'] = pandas.to_datetime(figures['period'], format='%Y-%m')
table = figures.pivot(index='period', columns=['indicator', 'area'], values='value')
known = table.loc[:'2023-10']
growth = known / known.shift(12) - 1
totals = known.loc['2023'].sum()
print(len(table.columns), growth.count().sum(), (totals >= 600000).sum(),
      (known.iloc[-1] >= 20000).sum())
