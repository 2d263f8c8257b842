import {
  CUT_OFF,
  EMPTY,
  HANGING,
  HELD,
  HTML_PAGE,
  OTHER_BYTES,
  REDIRECT_LOOP,
  RESET,
  SHORTENED,
  SILENT,
  status,
  type Answer,
} from "./answers";
import type { SubjectName } from "./subjects";

/** A source of the case's subject that answers wrongly. */
export interface Disturbance {
  readonly source: "first" | "second";
  readonly answer: Answer;
  /** How many requests get it; left out: all. */
  readonly times?: number;
}

/** One build of a case, or two at once, and what must come of it. */
export interface Step {
  readonly disturbances: readonly Disturbance[];
  readonly ending: "built" | "refused" | "interrupted";
  /** The requests for the artifact as the mirror saw them: source, answer, and how often if not once. */
  readonly requests: readonly string[];
  /** What the mirror may see instead, where it is the client's buffers that decide. */
  readonly orRequests?: readonly string[];
  /** Seconds that must at least lie between the first request and the second. */
  readonly pause?: number;
  /** Who is killed once half of the artifact was sent: the `docker build` command, or the processes of its RUN. */
  readonly killed?: "client" | "run";
  /** Whether a second build begins once half of the artifact was sent to the first. */
  readonly isTwice?: boolean;
  /** Whether the build is handed the authority of the mirror's certificate; left out: if there is one. */
  readonly isTrusting?: boolean;
  /** Further words that the build's output must hold. */
  readonly says?: readonly string[];
}

/** Builds, one after another, that share a cache mount from which the artifact was removed before the first. */
export interface FaultCase {
  /** A true sentence about the last build, or about all. */
  readonly name: string;
  readonly subject: SubjectName;
  /** Cases of one lane share their cache mounts and run one after another; lanes run at once. */
  readonly lane: string;
  /** Whether it takes minutes: a server hangs, or hundreds of megabytes are downloaded or installed. */
  readonly isLong?: boolean;
  /** Whether the mirror speaks TLS, with an authority that only the secret `ca` names. */
  readonly isSecure?: boolean;
  readonly steps: readonly Step[];
}

const ROUNDS = 3;
// curl follows 50 redirects.
const REDIRECTS = 51;

/** A build from the warm cache mount: nothing is asked for. */
const FROM_CACHE: Step = { disturbances: [], ending: "built", requests: [] };
/** A build whose artifact has to be downloaded, and whose sources are all good. */
const DOWNLOADED: Step = { disturbances: [], ending: "built", requests: ["first good"] };

/** A build that is not handed the authority of the mirror's certificate. */
const UNTRUSTED: Step = {
  disturbances: [],
  ending: "refused",
  requests: [],
  isTrusting: false,
  says: ["SSL certificate problem"],
};

function always(source: Disturbance["source"], answer: Answer): Disturbance {
  return { source, answer };
}

function once(source: Disturbance["source"], answer: Answer): Disturbance {
  return { source, answer, times: 1 };
}

/** The first source alone is wrong, and the second is taken; `requests` are the first's. */
function passedOver(answer: Answer, requests = [`first ${answer.name}`]): readonly Step[] {
  const step: Step = {
    disturbances: [always("first", answer)],
    ending: "built",
    requests: [...requests, "second good"],
  };
  return [step, FROM_CACHE];
}

/** Both sources are wrong in every round. */
function refused(answer: Answer): readonly Step[] {
  const requests = Array.from({ length: ROUNDS }, () => [`first ${answer.name}`, `second ${answer.name}`]);
  const disturbances = [always("first", answer), always("second", answer)];
  return [{ disturbances, ending: "refused", requests: requests.flat() }, DOWNLOADED];
}

/** The first source is wrong once, is asked again and taken. */
function askedAgain(answer: Answer, pause: number): readonly Step[] {
  const requests = [`first ${answer.name}`, "first good"];
  return [{ disturbances: [once("first", answer)], ending: "built", requests, pause }, FROM_CACHE];
}

/** The index is wrong about one wheel for ever; `requests` are those for the wheel. */
function wheelRefused(answer: Answer, requests: readonly string[], says: readonly string[] = []): Step {
  return { disturbances: [always("first", answer)], ending: "refused", requests, says };
}

function interrupted(killed: "client" | "run"): readonly Step[] {
  const disturbances = [always("first", HELD)];
  return [{ disturbances, ending: "interrupted", requests: ["first held"], killed }, DOWNLOADED, FROM_CACHE];
}

const TWO_AT_ONCE: readonly Step[] = [
  { disturbances: [once("first", HELD)], ending: "built", requests: ["first held"], isTwice: true },
  FROM_CACHE,
];

/** Cases of one subject in one lane, by their names. */
function casesOf(
  subject: SubjectName,
  lane: string,
  steps: Readonly<Record<string, readonly Step[]>>,
): FaultCase[] {
  return Object.entries(steps).map(([name, steps]) => ({ name, subject, lane, steps }));
}

/** The cases, as ones that take minutes. */
function long(cases: readonly FaultCase[]): readonly FaultCase[] {
  return cases.map((theCase) => ({ ...theCase, isLong: true }));
}

const NOT_FOUND = status(404);
const UNAVAILABLE = status(503);

/** Every case. The slow ones have lanes of their own, in which they wait beside the others. */
export const CASES: readonly FaultCase[] = [
  ...long(
    casesOf("jar", "hanging-jars", {
      "sources that all hang stop the build": refused(HANGING),
    }),
  ),
  ...casesOf("jar", "slow-jars", {
    "a source that hangs behind its headers is passed over": passedOver(HANGING),
    "a source that never answers is passed over": passedOver(SILENT),
    "a source that answers 503 again and again is passed over": passedOver(UNAVAILABLE, ["first 503 ×5"]),
  }),
  ...casesOf("jar", "jars", {
    "a source that answers 404 is passed over": passedOver(NOT_FOUND),
    "a source that answers 429 is asked again after its Retry-After": askedAgain(
      status(429, { "retry-after": "3" }),
      3,
    ),
    "a source that answers 500 once is asked again": askedAgain(status(500), 1),
    "a source that cuts a download off is passed over": passedOver(CUT_OFF),
    "a source that sends half of the file as the whole is passed over": passedOver(SHORTENED),
    "a source that sends an HTML page is passed over": passedOver(HTML_PAGE),
    "a source that sends other bytes of the same length is passed over": passedOver(OTHER_BYTES),
    "a source that sends nothing with 200 is passed over": passedOver(EMPTY),
    "a source that resets the connection is passed over": passedOver(RESET),
    "a source that redirects without end is passed over": passedOver(REDIRECT_LOOP, [
      `first ${REDIRECT_LOOP.name} ×${REDIRECTS}`,
    ]),
    "a build killed during a download leaves nothing wrong": interrupted("client"),
    "a RUN killed during a download leaves nothing wrong": interrupted("run"),
    "two builds at once download an artifact once, and both are right": TWO_AT_ONCE,
  }),
  ...casesOf("jar", "refused-jars", {
    "404 from every source stops the build": refused(NOT_FOUND),
    "a download cut off by every source stops the build": refused(CUT_OFF),
    "half of the file as the whole from every source stops the build": refused(SHORTENED),
    "an HTML page from every source stops the build": refused(HTML_PAGE),
    "other bytes of the same length from every source stop the build": refused(OTHER_BYTES),
  }),
  {
    name: "a mirror with a company's certificate is trusted with the secret ca only",
    subject: "jar",
    lane: "jars",
    isSecure: true,
    steps: [UNTRUSTED, DOWNLOADED],
  },
  ...long([
    ...casesOf("cpython", "tarballs", {
      "other bytes of CPython from its only source stop the build": [
        {
          disturbances: [always("first", OTHER_BYTES)],
          ending: "refused",
          requests: [`first ${OTHER_BYTES.name} ×${ROUNDS}`],
        },
        DOWNLOADED,
      ],
    }),
    ...casesOf("spark", "tarballs", {
      "other bytes of Spark from every source stop the build": refused(OTHER_BYTES).slice(0, 1),
      "an HTML page in place of Spark is passed over for the archive": passedOver(HTML_PAGE),
      "a build killed during Spark's download leaves nothing wrong": interrupted("client").slice(0, 2),
    }),
    ...casesOf("wheel", "hanging-wheels", {
      "an index that hangs in a wheel stops the build": [wheelRefused(HANGING, ["first hanging ×6"])],
    }),
  ]),
  ...casesOf("wheel", "wheels", {
    "404 for a wheel stops the build": [wheelRefused(NOT_FOUND, ["first 404"], ["404"])],
    "an HTML page in place of a wheel stops the build": [wheelRefused(HTML_PAGE, ["first page ×2"])],
  }),
  {
    name: "wrong bytes of a wheel do not stay in pip's cache, and a wheel that fails once is asked for again",
    subject: "wheel",
    lane: "wheels",
    isLong: true,
    isSecure: true, // pip keeps what came over TLS only.
    steps: [
      wheelRefused(OTHER_BYTES, ["first other-bytes ×2"]),
      {
        disturbances: [once("first", status(500)), once("first", HTML_PAGE), once("first", CUT_OFF)],
        ending: "built",
        requests: ["first 500", "first page", "first cut-off", "first good"],
        // Of a cut-off file, pip asks for the rest, then for all of it, if bytes of it came before the connection broke.
        orRequests: ["first 500", "first page", "first cut-off", "first good ×2"],
      },
      FROM_CACHE,
    ],
  },
];
