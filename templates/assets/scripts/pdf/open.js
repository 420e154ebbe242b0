// Fetches a file and opens it with everything of pdf.js off that could run, fetch or answer something.
import { getDocument, GlobalWorkerOptions } from "pdfjs-dist/legacy/build/pdf.mjs";

/** What pdf.js would fetch by itself: it gets the standard fonts, which a file need not bring along, and nothing else. */
function fontsFrom(address) {
  return class {
    async fetch({ filename }) {
      const { fonts } = await import(address);
      if (!fonts[filename]) throw new Error(`${filename} is not built in`);
      return fonts[filename].slice();
    }
  };
}

/** Why a file is not shown: the name of the sentence that says so. */
class Fault extends Error {
  constructor(says) {
    super(says);
    this.says = says;
  }
}

/** The open file, and whether other files are packed into it. `addresses` are those of file, worker and fonts; `lost` is called when
 * a part of a page will be missing. */
export async function open(addresses, lost) {
  const data = await content(addresses.pdf);
  const port = new Worker(addresses.pdfWorker, { type: "module" });
  port.addEventListener("message", ({ data: told }) => told.lost && lost());
  GlobalWorkerOptions.workerPort = port;
  const broken = new Promise((_, reject) => port.addEventListener("error", () => reject(new Fault("trouble"))));
  const pdf = await Promise.race([read(data, addresses.pdfFonts), broken]);
  broken.catch(lost);
  const packed = await pdf.getAttachments().catch(() => null);
  return { pdf, packed: Boolean(packed) };
}

async function content(address) {
  let response;
  try {
    response = await fetch(address, { redirect: "manual", cache: "no-store" });
    // A redirection leads to the sign-in page.
    if (response.type === "opaqueredirect") throw new Fault("signed-out");
    if (response.status === 404) throw new Fault("damaged");
    if (!response.ok) throw new Fault("away");
    return new Uint8Array(await response.arrayBuffer());
  } catch (fault) {
    throw fault instanceof Fault ? fault : new Fault("away");
  }
}

async function read(data, fonts) {
  const task = getDocument({
    data,
    enableXfa: false,
    useWasm: false,
    useWorkerFetch: false,
    useSystemFonts: false,
    disableWorkerRendering: true,
    BinaryDataFactory: fontsFrom(fonts),
  });
  try {
    return await task.promise;
  } catch (error) {
    throw new Fault(error?.name === "PasswordException" ? "locked" : "damaged");
  }
}
