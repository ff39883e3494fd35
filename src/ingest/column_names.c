#include "ingest/column_names.h"

#include "ingest/cells.h"

static const char *const period_names[] = {"period", "date", "month", "time", "year", "quarter",
	"time_period", "time period", "observation_date", "ref_date", "periodo", "période", "datum",
	"zeitraum", "zeit", "jahr", "année", "année et mois", "año", "fecha", "日期", "月份",
	"统计期", "时间", "年月", "年份", "年度", "年", "期间", "报告期", "统计时间", "数据日期",
	NULL};
static const char *const part_names[] = {"month", "period", "quarter", "mois", "monat", "monate",
	"quartal", "quartale", "trimestre", "mes", "月", "月份", "季度", "期", NULL};
static const char *const label_names[] = {"indicator", "indicator name", "series", "series_id",
	"series id", "series name", "variable", "item", "measure", "subject", "libellé", "指标",
	"指标名称", "项目", "项目名称", "统计指标", NULL};
static const char *const area_names[] = {"area", "region", "geography", "geo", "ref_area",
	"reference area", "location", "country", "country name", "country or area",
	"geopolitical entity (reporting)", "province", "state", "district", "land", "bundesland",
	"région", "pays", "地区", "地区名称", "区镇", "区域", "单位名称", "镇街", "乡镇", "区县",
	"街道", "省份", "省市", "城市", "行政区划", NULL};
static const char *const value_names[] = {"value", "obs_value", "observation value", "figure",
	"valeur", "wert", "valor", "数值", "本期", "当期值", "值", "数据", "本月", "指标值",
	"本期值", NULL};
static const char *const unit_names[] = {"unit", "units", "uom", "unit_measure", "unit of measure",
	"unité", "einheit", "unidad", "单位", "计量单位", "数据单位", NULL};
static const char *const scale_names[] = {
	"unit_mult", "unit multiplier", "scalar_factor", "powercode", "powercode code", NULL};
static const char *const remark_names[] = {"remark", "remarks", "note", "notes", "comment",
	"footnote", "footnotes", "footnote_codes", "flag", "flags", "flag codes", "codes", "status",
	"symbol", "terminated", "obs_status", "observation status", "obs_flag", "conf_status",
	"freq", "frequency", "frequency of observation", "time frequency", "decimals", "备注",
	"说明", "注释", "注", "来源", "数据来源", "频率", "填报人", "审核人", "联系人", NULL};
static const char *const whole_names[] = {"annual", "ann", "avg", "average", "mean", "total",
	"year", "half1", "half2", "全年", "合计", "平均", "年均", "年平均", NULL};

bool column_is_called(struct str name, enum column_role role)
{
	static const char *const *const names[] = {[COLUMN_PERIOD] = period_names,
		[COLUMN_PART] = part_names,
		[COLUMN_LABEL] = label_names,
		[COLUMN_AREA] = area_names,
		[COLUMN_VALUE] = value_names,
		[COLUMN_UNIT] = unit_names,
		[COLUMN_SCALE] = scale_names,
		[COLUMN_REMARK] = remark_names,
		[COLUMN_WHOLE] = whole_names};
	size_t colon = str_find(name, STR(":"));

	return text_is_one_of(name, names[role]) ||
	       (colon < name.len && text_is_one_of(str_head(name, colon), names[role]));
}
