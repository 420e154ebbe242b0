// Reads a PDF, apart from the page: it is sent with a policy under which it can fetch nothing and run nothing else (routes/assets.rs).
import "pdfjs-dist/legacy/build/pdf.worker.mjs";

/** The decoders of scans in plain JavaScript: the policy allows no WebAssembly. */
globalThis.pdfDecoders = {
  "jbig2_nowasm_fallback.js": () => import("pdfjs-dist/wasm/jbig2_nowasm_fallback.js"),
  "openjpeg_nowasm_fallback.js": () => import("pdfjs-dist/wasm/openjpeg_nowasm_fallback.js"),
};

/** What pdf.js says when a part of a page will be missing. It draws the rest, and tells nobody but the console. */
const LOST = /getOperatorList - ignoring|getContentStream - ignoring|ignoring the rest|ignoring (pattern|shading)|Unable to decode|is not supported|translateFont failed/i;

console.warn = (text) => {
  if (LOST.test(text)) globalThis.postMessage({ lost: true });
};
