// What is to be said about a drawn board: data, errors, links, and text that does not fit.
import { FieldType } from '@grafana/data';
import type { PanelContent, PanelReport, PlacedPanel } from './board';
import { note } from './queries';
import type { Interpolator } from './interpolate';
import { rowsOf } from './panels';

const MOST_LINKS = 200;

export function panelReport(
  place: PlacedPanel, content: PanelContent, interpolator: Interpolator,
): PanelReport {
  const { panel } = place;
  const links = linksOf(content);
  (panel.links ?? []).forEach(({ url }) => url && note(links, interpolator.replace(url)));
  const rows = rowsOf(content);
  return {
    id: panel.id,
    title: interpolator.replace(panel.title, {}, 'text'),
    type: panel.type,
    queries: content.queries,
    series: content.queries.reduce((sum, query) => sum + query.series, 0),
    rows,
    numbers: numbersOf(content),
    no_data: panel.type !== 'text' && rows === 0,
    errors: content.errors,
    links,
    cropped: croppedTexts(place.key),
  };
}

/** Values that can be drawn: neither empty nor "not a number". */
function numbersOf(content: PanelContent): number {
  return content.frames
    .flatMap((frame) => frame.fields)
    .filter((field) => field.type === FieldType.number)
    .reduce((sum, field) => sum + field.values.filter(Number.isFinite).length, 0);
}

/** Where the first row's data links lead; making them tells of unresolved placeholders. */
function linksOf(content: PanelContent): string[] {
  const found: string[] = [];
  for (const frame of content.frames) {
    for (const field of frame.fields) {
      if (frame.length === 0 || found.length >= MOST_LINKS) {
        continue;
      }
      for (const link of field.getLinks?.({ valueRowIndex: 0 }) ?? []) {
        note(found, link.href);
      }
    }
  }
  return found;
}

/** Texts of the panel that are cut off at the edge of their box or of the panel. */
function croppedTexts(key: string): string[] {
  const root = document.querySelector<HTMLElement>(`[data-panel="${key}"]`);
  const found: string[] = [];
  if (!root) {
    return found;
  }
  const outer = root.getBoundingClientRect();
  for (const element of root.querySelectorAll<HTMLElement>('*')) {
    const text = ownText(element);
    if (!text) {
      continue;
    }
    const box = element.getBoundingClientRect();
    const isCut = element.scrollWidth > element.clientWidth + 1 && hides(element);
    const isOutside = box.width > 0 && (box.right > outer.right + 1 || box.left < outer.left - 1);
    if ((isCut || isOutside || isCutByParent(element, box)) && box.top < outer.bottom) {
      note(found, text);
    }
  }
  return found;
}

function ownText(element: HTMLElement): string {
  return [...element.childNodes]
    .filter((node) => node.nodeType === Node.TEXT_NODE)
    .map((node) => node.textContent?.trim() ?? '')
    .join(' ').trim();
}

function hides(element: HTMLElement): boolean {
  return getComputedStyle(element).overflowX !== 'visible' && element.clientWidth > 0;
}

/** Text in an inline element is cut by the box around it. */
function isCutByParent(element: HTMLElement, box: DOMRect): boolean {
  const parent = element.parentElement;
  if (!parent || getComputedStyle(parent).overflowX !== 'hidden') {
    return false;
  }
  return box.right > parent.getBoundingClientRect().right + 1;
}
