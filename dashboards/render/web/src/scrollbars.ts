// @grafana/ui is made of .mjs files, to which esbuild gives a CommonJS package as {default: …}; this unwraps it.
// @ts-ignore: the package has no types.
import * as wrapped from '../node_modules/react-custom-scrollbars-2/lib/index.js';

const all = wrapped as any;
export const Scrollbars = all.Scrollbars ?? all.default?.Scrollbars;
export default Scrollbars;
