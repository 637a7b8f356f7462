// The board's time range and the lengths of time derived from it.
import { dateMath, dateTime, rangeUtil, type TimeRange } from '@grafana/data';

export interface Span {
  range: TimeRange;
  from_ms: number;
  to_ms: number;
}

export interface Step {
  interval_ms: number;
  rate_interval_ms: number;
}

/** Turn "now-6h" or milliseconds into a range around *now_ms*. */
export function spanOf(from: string, to: string, now_ms: number): Span {
  const point = (text: string, roundUp: boolean) => {
    const moment = /^\d+$/.test(text)
      ? dateTime(Number(text))
      : dateMath.toDateTime(text, { roundUp, now: dateTime(now_ms) });
    if (!moment || !moment.isValid()) {
      throw new Error(`not a time: ${text}`);
    }
    return moment;
  };
  const [start, end] = [point(from, false), point(to, true)];
  return {
    range: { from: start, to: end, raw: { from, to } },
    from_ms: start.valueOf(),
    to_ms: end.valueOf(),
  };
}

/** The step of a query: at most a point per pixel, and never below the scrape interval. */
export function stepOf(span: Span, points: number, least: string, scrape: string): Step {
  const scrape_ms = rangeUtil.intervalToMs(scrape);
  const { intervalMs } = rangeUtil.calculateInterval(span.range, points, least);
  // Prometheus answers at most 11,000 points per series.
  const bound_ms = Math.ceil((span.to_ms - span.from_ms) / 11000 / 1000) * 1000;
  const interval_ms = Math.max(intervalMs, bound_ms, 1000);
  const rate_interval_ms = Math.max(interval_ms + scrape_ms, 4 * scrape_ms);
  return { interval_ms, rate_interval_ms };
}

/** Milliseconds as PromQL writes them. */
export function promDuration(ms: number): string {
  return ms % 1000 === 0 ? `${ms / 1000}s` : `${ms}ms`;
}

/** The values of $__interval and its kin, by name. */
export function timeVariables(span: Span, step: Step): Record<string, string> {
  const range_ms = span.to_ms - span.from_ms;
  const range_s = Math.round(range_ms / 1000);
  return {
    __interval: promDuration(step.interval_ms),
    __interval_ms: String(step.interval_ms),
    __rate_interval: promDuration(step.rate_interval_ms),
    __rate_interval_ms: String(step.rate_interval_ms),
    __range: `${range_s}s`,
    __range_s: String(range_s),
    __range_ms: String(range_ms),
  };
}
