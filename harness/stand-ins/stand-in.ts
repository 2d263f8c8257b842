/** The label that every image built from a stand-in carries; its value says what stands in for what. */
export const STAND_IN_LABEL = "io.github.spark-k8s.stand-in";

/** An artifact that builds can reach. */
export interface Provided {
  /** Build arguments that lead a Dockerfile to it. */
  readonly arguments: Readonly<Record<string, string>>;
  /** For a stand-in: what it stands in for and what it was made from, as one phrase. */
  readonly standIn?: string;
}
