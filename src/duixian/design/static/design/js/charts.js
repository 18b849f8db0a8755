// Pictures of figures: each <figure data-chart> holds its figures as JSON, and the table under it says the same.
import * as echarts from "../vendor/echarts-6.1.0.esm.min.js";

const COLOURS = ["--indigo", "--jade", "--amber", "--cinnabar", "--soft"];
const drawn = new Map();

function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

function said(value, unit) {
  if (value === null || value === undefined) return "—";
  const number = Number(value);
  const language = document.documentElement.lang.startsWith("en") ? "en" : "zh-CN";
  if (unit === "fen") {
    const yuan = number / 100;
    if (Math.abs(yuan) >= 10000 && language === "zh-CN") return `${(yuan / 10000).toLocaleString(language, { maximumFractionDigits: 2 })}万`;
    return yuan.toLocaleString(language, { maximumFractionDigits: 2 });
  }
  if (unit === "share") return `${(number * 100).toLocaleString(language, { maximumFractionDigits: 2 })}%`;
  if (unit === "tenths") return (number / 10).toLocaleString(language);
  return number.toLocaleString(language);
}

function series(chart, one, place) {
  const line = chart.kind === "line";
  return {
    name: one.name,
    type: line ? "line" : "bar",
    data: one.values,
    symbolSize: 7,
    barMaxWidth: 28,
    connectNulls: true,
    lineStyle: { width: 2.5, type: one.aim ? "dashed" : "solid" },
    itemStyle: { color: one.aim ? colour("--cinnabar") : colour(COLOURS[place % COLOURS.length]), borderRadius: line ? 0 : 3 },
    label: { show: chart.kind === "bars" && chart.series.length === 1, position: "right", color: colour("--ink"), formatter: (at) => said(at.value, chart.unit) },
  };
}

function option(chart) {
  const words = { color: colour("--soft"), fontFamily: getComputedStyle(document.body).fontFamily, fontSize: 13 };
  const names = { type: "category", data: chart.names, axisLabel: { ...words, hideOverlap: true, width: 150, overflow: "truncate" }, axisTick: { show: false }, axisLine: { lineStyle: { color: colour("--line") } }, inverse: chart.kind === "bars" };
  const figures = { type: "value", axisLabel: { ...words, hideOverlap: true, formatter: (value) => said(value, chart.unit) }, splitLine: { lineStyle: { color: colour("--line") } }, splitNumber: 4 };
  const lying = chart.kind === "bars";
  return {
    animation: !matchMedia("(prefers-reduced-motion: reduce)").matches,
    animationDuration: 300,
    textStyle: words,
    grid: { left: 8, right: lying ? 64 : 16, top: chart.series.length > 1 ? 40 : 16, bottom: 8, containLabel: true },
    legend: { show: chart.series.length > 1, top: 0, left: 0, textStyle: words, icon: "roundRect" },
    tooltip: { trigger: "axis", renderMode: "richText", confine: true, axisPointer: { type: "shadow" }, backgroundColor: colour("--sheet"), borderColor: colour("--edge"), textStyle: { ...words, color: colour("--ink") }, valueFormatter: (value) => said(value, chart.unit) },
    xAxis: lying ? figures : names,
    yAxis: lying ? names : figures,
    series: chart.series.map((one, place) => series(chart, one, place)),
  };
}

function draw(figure) {
  const place = figure.querySelector(".chart-place");
  const chart = JSON.parse(figure.querySelector("script").textContent);
  let picture = drawn.get(place);
  if (!picture) {
    figure.classList.add("drawn");
    picture = echarts.init(place, null, { renderer: "svg" });
    drawn.set(place, picture);
    new ResizeObserver(() => picture.resize()).observe(place);
  }
  picture.setOption(option(chart), true);
}

function drawAll() {
  document.querySelectorAll("figure[data-chart]").forEach(draw);
}

drawAll();
document.addEventListener("htmx:afterSettle", drawAll);
new MutationObserver(drawAll).observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme", "data-type"] });
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawAll);
