// Grafana's font. It is loaded before anything is drawn, since widths of texts are measured once and remembered.
const WEIGHTS = { 400: 'Regular', 500: 'Medium' };
let loading: Promise<unknown> | undefined;

export function fontsLoaded(): Promise<unknown> {
  loading ??= Promise.all(Object.entries(WEIGHTS).map(async ([weight, name]) => {
    const face = new FontFace('Inter', `url(public/fonts/inter/Inter-${name}.woff2)`, { weight });
    document.fonts.add(await face.load());
  }));
  return loading;
}
