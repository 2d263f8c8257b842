import { resolve } from "node:path";
import { plan } from "../../src/pipeline";
import { readSources } from "../../src/plan";
import { newestImages } from "./images";

/** Prints the references of the images that CI builds and tests, one on each line. */
const images = newestImages(plan(readSources(resolve(__dirname, "../.."))));
process.stdout.write(`${images.join("\n")}\n`);
