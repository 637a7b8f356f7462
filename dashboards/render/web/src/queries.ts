// Runs a panel's queries and makes of the answers what the panel shows.
import type { DataFrame, GrafanaTheme2 } from '@grafana/data';
import type { Panel, PanelContent, SentQuery, Target } from './board';
import { unknownOverrides, withDefaults, withFieldOptions } from './fields';
import { seriesFrames, tableFrame } from './frames';
import type { Interpolator } from './interpolate';
import { askInstant, askRange, type Sample } from './prometheus';
import { type Span, type Step, stepOf, timeVariables } from './time';
import { transformed } from './transforms';

export interface Querying {
  prometheus: string;
  span: Span;
  scrape_interval: string;
  theme: GrafanaTheme2;
  interpolator: Interpolator;
}

interface Answer {
  target: Target;
  rows: Sample[];
  step_ms?: number;
}

/** Fetch, transform and dress the data of *panel*, which is *width* pixels wide. */
export async function contentOf(panel: Panel, width: number, how: Querying): Promise<PanelContent> {
  const errors: string[] = [];
  const missed = (text: string) => note(errors, `unresolved placeholder ${text}`);
  const interpolator = how.interpolator.with({}, missed);
  const config = withDefaults(panel);
  unknownOverrides(config).forEach((id) => note(errors, `unknown override ${id}`));
  const targets = (panel.targets ?? []).filter((target) => !target.hide);
  if (panel.type !== 'text' && targets.length === 0) {
    note(errors, 'the panel has no query');
  }
  if (panel.timeFrom || panel.timeShift) {
    note(errors, 'timeFrom and timeShift are not drawn here');
  }
  const asked = await Promise.all(
    targets.map((target) => askTarget(target, panel, width, { ...how, interpolator })));
  const queries = asked.flatMap((each) => each.queries);
  queries.forEach((query) => query.error && note(errors, `${query.ref_id}: ${query.error}`));
  let frames: DataFrame[] = [];
  try {
    const raw = framesOf(asked.flatMap((each) => each.answers));
    const data = await transformed(panel.transformations ?? [], raw, (text) => interpolator.replace(text));
    frames = withFieldOptions(data, config, how.theme, interpolator);
  } catch (error) {
    note(errors, (error as Error).message);
  }
  return { frames, fieldConfig: config, queries, errors };
}

/** Add *text* once. */
export function note(list: string[], text: string): void {
  if (!list.includes(text)) {
    list.push(text);
  }
}

async function askTarget(target: Target, panel: Panel, width: number, how: Querying) {
  const queries: SentQuery[] = [];
  const answers: Answer[] = [];
  const points = panel.maxDataPoints ?? Math.max(Math.round(width), 1);
  const least = how.interpolator.replace(target.interval || panel.interval || how.scrape_interval);
  const step = stepOf(how.span, points, least.replace(/^>/, ''), how.scrape_interval);
  const expr = how.interpolator.with(timeVariables(how.span, step)).query(target.expr ?? '');
  const kinds: Array<'instant' | 'range'> = [];
  if (target.instant) {
    kinds.push('instant');
  }
  if (target.range || !target.instant) {
    kinds.push('range');
  }
  for (const kind of kinds) {
    const step_ms = kind === 'range' ? step.interval_ms : undefined;
    const sent: SentQuery = {
      ref_id: target.refId, expr, kind, step_s: step_ms ? step_ms / 1000 : null, series: 0, error: null,
    };
    queries.push(sent);
    try {
      const rows = await send(kind, expr, how, step);
      sent.series = rows.length;
      answers.push({ target: { ...target, expr }, rows, step_ms });
    } catch (error) {
      sent.error = (error as Error).message;
    }
  }
  return { queries, answers };
}

function send(kind: string, expr: string, how: Querying, step: Step): Promise<Sample[]> {
  const { from_ms, to_ms } = how.span;
  return kind === 'instant'
    ? askInstant(how.prometheus, expr, to_ms)
    : askRange(how.prometheus, expr, from_ms, to_ms, step.interval_ms);
}

function framesOf(answers: Answer[]): DataFrame[] {
  const tables = answers.filter(({ target }) => target.format === 'table');
  return answers.flatMap(({ target, rows, step_ms }) => {
    if (target.format === 'table') {
      return [tableFrame(target, rows, tables.length > 1 ? `Value #${target.refId}` : 'Value')];
    }
    return seriesFrames(target, rows, step_ms);
  });
}
