// Whether any stage of the pipeline grows faster than its images, in a process that CI can afford: a ratio of processor
// times, which another machine and its load change little.
import { formatReach, isMet } from "../reach";
import { measureGrowth } from "./measure";
import { growthReaches } from "./reaches";

const reaches = growthReaches(measureGrowth(300, 3000, 3));
console.log(reaches.map(formatReach).join("\n"));
process.exitCode = reaches.every(isMet) ? 0 : 1;
