import { isLoopback } from "../../../downloads/permitted";

/** Where a registry keeps what a reference names. */
export interface ImagePlace {
  /** Base of the registry's HTTP API, such as `https://registry.example.com`. */
  readonly registry: string;
  readonly repository: string;
  readonly tag: string;
}

/**
 * What a reference with a tag stands for: as in every engine, a name whose first part is no host is Docker Hub's, and a
 * name of one part is in its `library`.
 */
export function placeOf(reference: string): ImagePlace {
  const split = reference.lastIndexOf(":");
  const [name, tag] = [reference.slice(0, split), reference.slice(split + 1)];
  const [first = "", ...rest] = name.split("/");
  const isHost = rest.length > 0 && (/[.:]/.test(first) || first === "localhost");
  if (!isHost) {
    const repository = rest.length === 0 ? `library/${name}` : name;
    return { registry: "https://registry-1.docker.io", repository, tag };
  }
  const host = first === "docker.io" ? "registry-1.docker.io" : first;
  const repository = first === "docker.io" && rest.length === 1 ? `library/${rest[0]}` : rest.join("/");
  const scheme = isLoopback(host.replace(/:\d+$/, "")) ? "http" : "https";
  return { registry: `${scheme}://${host}`, repository, tag };
}
