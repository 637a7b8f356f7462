// Draws the board that the driver hands over, and answers with a report.
import { createTheme, type GrafanaTheme2 } from '@grafana/data';
import { GlobalStyles, ThemeContext } from '@grafana/ui';
import React from 'react';
import { flushSync } from 'react-dom';
import { createRoot, type Root } from 'react-dom/client';
import type { BoardReport, DrawRequest, PanelContent, PlacedPanel } from './board';
import { type Chosen, Interpolator } from './interpolate';
import { placed } from './layout';
import { EDGE, interpolatorOf, Page } from './page';
import { fontsLoaded } from './fonts';
import { isDrawn } from './panels';
import { contentOf, note, type Querying } from './queries';
import { panelReport } from './report';
import { spanOf, timeVariables, stepOf, type Span } from './time';
import { registerTransformers } from './transforms';
import { chooseVariables } from './variables';

(window as any).grafanaBootData = { user: {}, settings: { buildInfo: {}, featureToggles: {} } };
registerTransformers();
let root: Root | undefined;

function plainTexts(request: DrawRequest, span: Span): Record<string, string> {
  const { from, to } = span.range.raw;
  const step = stepOf(span, request.width, request.scrape_interval, request.scrape_interval);
  return {
    ...timeVariables(span, step),
    __from: String(span.from_ms),
    __to: String(span.to_ms),
    __url_time_range: `from=${from}&to=${to}`,
    __dashboard: request.board.title,
    timezone: 'browser',
  };
}

async function draw(request: DrawRequest): Promise<BoardReport> {
  await fontsLoaded();
  const { board } = request;
  const errors: string[] = [];
  const span = spanOf(
    request.from ?? board.time?.from ?? 'now-6h', request.to ?? board.time?.to ?? 'now',
    request.now_ms ?? Date.now());
  const plain = plainTexts(request, span);
  const missed = (text: string) => note(errors, `unresolved placeholder ${text}`);
  const { prometheus, scrape_interval } = request;
  const chosen = await chooseVariables(
    board, { prometheus, span, plain, wanted: request.variables, missed }, (text) => note(errors, text));
  const theme = createTheme({ colors: { mode: request.theme } });
  const interpolator = new Interpolator(chosen, plain, missed);
  const places = placed(board, chosen, request.width - 2 * EDGE, request.expand_rows);
  const contents = await contentsOf(places, { prometheus, span, scrape_interval, theme, interpolator });
  show(theme, <Page {...{ board, chosen, places, contents, interpolator }} timeRange={span.range} />);
  await settled();
  return {
    uid: board.uid ?? '',
    title: board.title,
    from: new Date(span.from_ms).toISOString(),
    to: new Date(span.to_ms).toISOString(),
    variables: valuesOf(chosen),
    height: Math.ceil(document.getElementById('root')!.getBoundingClientRect().height),
    errors,
    panels: places.flatMap((place) => {
      const content = contents.get(place.key);
      return content ? [panelReport(place, content, interpolatorOf(interpolator, place, content))] : [];
    }),
  };
}

async function contentsOf(
  places: PlacedPanel[], how: Querying,
): Promise<Map<string, PanelContent>> {
  const contents = new Map<string, PanelContent>();
  await Promise.all(places.filter(({ panel }) => panel.type !== 'row').map(async (place) => {
    const own = { ...how, interpolator: how.interpolator.scoped(place.scope) };
    const content = await contentOf(place.panel, place.width - 16, own);
    if (!isDrawn(place.panel.type)) {
      note(content.errors, `panel type ${place.panel.type} is not drawn here`);
    }
    contents.set(place.key, content);
  }));
  return contents;
}

function valuesOf(chosen: Chosen): Record<string, string[]> {
  return Object.fromEntries([...chosen.values()].map(({ name, values }) => [name, values]));
}

function show(theme: GrafanaTheme2, page: React.ReactElement): void {
  root?.unmount();
  root = createRoot(document.getElementById('root')!);
  flushSync(() =>
    root!.render(
      <ThemeContext.Provider value={theme}>
        <GlobalStyles />
        {page}
      </ThemeContext.Provider>,
    ));
}

/** Wait until icons are there and the page has kept its shape for some frames. */
async function settled(): Promise<void> {
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  let [before, calm] = ['', 0];
  for (let frames = 0; calm < 10 && frames < 300; frames += 1) {
    await frame();
    const now = `${document.querySelectorAll('*').length} ${document.body.scrollHeight}`;
    calm = now === before ? calm + 1 : 0;
    before = now;
  }
}

(window as any).drawBoard = draw;
