// Builds what the pages need and puts it into the package, so that nothing is fetched from anywhere at run time.
//   npm ci && npm run build
import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { geoArea } from "d3-geo";
import { build } from "esbuild";
import { feature } from "topojson-client";

const require = createRequire(import.meta.url);
const here = dirname(fileURLToPath(import.meta.url));
const onrecord = join(here, "..", "src", "onrecord");
const fixed = join(onrecord, "web", "static");
mkdirSync(fixed, { recursive: true });

copyFileSync(require.resolve("htmx.org/dist/htmx.min.js"), join(fixed, "htmx.min.js"));
for (const [part, name] of [["latin-wght-normal", "serif"], ["latin-wght-italic", "serif-italic"], ["latin-ext-wght-normal", "serif-ext"]]) {
  const font = `@fontsource-variable/source-serif-4/files/source-serif-4-${part}.woff2`;
  copyFileSync(require.resolve(font), join(fixed, `${name}.woff2`));
}
await build({
  entryPoints: [join(here, "src", "page.ts")],
  outfile: join(fixed, "page.js"),
  bundle: true,
  minify: true,
  target: "es2022",
  legalComments: "none",
});

// The outlines of countries (Natural Earth, public domain, 1:50 million), by ISO 3166 alpha-3, to a hundredth of a degree.
const codes = new Map(require("world-countries").map((one) => [one.ccn3, one.cca3]));
const atlas = require("world-atlas/countries-50m.json");
const round = (ring) => ring.map(([lon, lat]) => [Number(lon.toFixed(2)), Number(lat.toFixed(2))]);
const outlines = feature(atlas, atlas.objects.countries).features.map((one) => ({
  code: codes.get(one.id) ?? null,
  name: one.properties.name,
  rings: (one.geometry.type === "Polygon" ? [one.geometry.coordinates] : one.geometry.coordinates)
    .filter((polygon) => geoArea({ type: "Polygon", coordinates: polygon }) > 1e-7)
    .flatMap((polygon) => polygon.map(round)),
}));
writeFileSync(join(onrecord, "publishing", "outlines.json.gz"), gzipSync(JSON.stringify(outlines), { level: 9 }));
