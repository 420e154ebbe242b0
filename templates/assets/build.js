// Bundles the scripts: the one of every page, and what shows a PDF, for its page alone (docs/decisions/0021).
import { readFile } from "node:fs/promises";
import { build } from "esbuild";

const common = { bundle: true, minify: true, logLevel: "warning", outdir: "dist" };

/** pdf.js fetches its decoders of scans as modules; here they are a part of the worker, which may fetch nothing. */
const decodersInside = {
  name: "decoders-inside",
  setup({ onLoad }) {
    onLoad({ filter: /pdf\.worker\.mjs$/ }, async ({ path }) => {
      const source = await readFile(path, "utf8");
      const fetched = /await import\(\s*(?:\/\*[^*]*\*\/\s*)*`[^`]*\$\{this\._noWasmFilename\}`\)/g;
      if (source.match(fetched)?.length !== 1) throw new Error("pdf.js imports its decoders in another way than build.js knows");
      return { contents: source.replace(fetched, "await globalThis.pdfDecoders[this._noWasmFilename]()"), loader: "js" };
    });
  },
};

/** The licences ask to stand wherever the code goes. */
async function licences(...names) {
  const texts = await Promise.all(names.map((name) => readFile(`node_modules/${name}`, "utf8")));
  return { js: `/*!\n${texts.join("\n").replaceAll("*/", "* /")}*/` };
}

await build({ ...common, entryPoints: ["scripts/app.js"], format: "iife", target: "es2020" });
await build({
  ...common,
  entryPoints: ["scripts/pdf.js"],
  format: "esm",
  target: "es2022",
  banner: await licences("pdfjs-dist/LICENSE"),
});
await build({
  ...common,
  entryPoints: ["scripts/pdf-fonts.js"],
  format: "esm",
  target: "es2022",
  loader: { ".pfb": "binary", ".ttf": "binary" },
  banner: await licences("pdfjs-dist/standard_fonts/LICENSE_FOXIT", "@expo-google-fonts/arimo/LICENSE_FONT"),
});
await build({
  ...common,
  entryPoints: ["scripts/pdf-worker.js"],
  format: "esm",
  target: "es2022",
  plugins: [decodersInside],
  banner: await licences("pdfjs-dist/LICENSE", ...["PDFJS_JBIG2", "JBIG2", "PDFJS_OPENJPEG", "OPENJPEG"].map((part) => `pdfjs-dist/wasm/LICENSE_${part}`)),
});
