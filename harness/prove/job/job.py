"""Uses what the jars of a Spark distribution are there for, one step after the other.

Run by `npm run prove` with spark-submit and spark.conf, in a folder of its own. Prints `ok STEP` for each step, or
`not ok STEP: REASON` for the first that fails, and ends with 1 then.
"""

import glob
import http.server
import json
import os
import socketserver
import struct
import threading
import urllib.request
from functools import reduce

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as f

WORK = os.getcwd()


def reason(error):
    """One line: the deepest cause of an exception of Java, else what Python says."""
    cause = getattr(error, "java_exception", None)
    if cause is None:
        return f"{type(error).__name__}: {error}".splitlines()[0]
    while cause.getCause() is not None:
        cause = cause.getCause()
    return (cause.toString() or "").splitlines()[0]


def step(work):
    """Runs a step at once; the first that fails ends the job."""
    name = work.__name__.replace("_", " ")
    try:
        work()
        print(f"ok {name}", flush=True)
    except Exception as error:
        print(f"not ok {name}: {reason(error)}", flush=True)
        # Not sys.exit: what still runs in the JVM may wait for ever for what failed.
        os._exit(1)


def expect(found, expected):
    if found != expected:
        raise AssertionError(f"found {found!r}, expected {expected!r}")


@step
def start_of_a_session():
    global spark
    spark = SparkSession.builder.enableHiveSupport().getOrCreate()
    expect(spark.range(1000).selectExpr("sum(id)").first()[0], 499500)


context = spark.sparkContext
jvm = context._jvm
gateway = context._gateway


def class_named(name):
    """A class by the loader of the driver, initialized."""
    return jvm.java.lang.Class.forName(name, True, jvm.java.lang.Thread.currentThread().getContextClassLoader())


def array_of(java_class, items):
    array = gateway.new_array(java_class, len(items))
    for index, item in enumerate(items):
        array[index] = item
    return array


@step
def lines_of_the_log():
    jvm.org.apache.logging.log4j.LogManager.getLogger("proof").warn("by log4j")
    jvm.org.slf4j.LoggerFactory.getLogger("proof").warn("by slf4j")
    jvm.org.apache.log4j.Logger.getLogger("proof").warn("by log4j 1.2")
    jvm.org.apache.commons.logging.LogFactory.getLog("proof").warn("by commons-logging")
    with open("proof.log") as file:
        found = file.read()
    for name in ("log4j", "slf4j", "log4j 1.2", "commons-logging"):
        expect(f"WARN proof by {name}\n" in found, True)


@step
def libraries_of_commons():
    lang = jvm.org.apache.commons.lang3
    expect(lang.StringUtils.leftPad("7", 3, "0"), "007")
    expect(lang.ClassUtils.getClass("java.lang.String").getName(), "java.lang.String")
    expect(lang.SystemUtils.JAVA_VERSION is not None, True)
    expect(lang.time.DurationFormatUtils.formatDuration(61_000, "m:ss"), "1:01")
    expect(jvm.org.apache.commons.text.StringEscapeUtils.escapeJson('a"'), 'a\\"')


@step
def http_of_netty():
    handlers = array_of(jvm.io.netty.channel.ChannelHandler, [jvm.io.netty.handler.codec.http.HttpRequestDecoder()])
    channel = jvm.io.netty.channel.embedded.EmbeddedChannel(handlers)
    request = jvm.io.netty.buffer.Unpooled.wrappedBuffer(bytearray(b"GET /proof HTTP/1.1\r\nHost: a\r\n\r\n"))
    channel.writeInbound(array_of(jvm.java.lang.Object, [request]))
    expect(channel.readInbound().uri(), "/proof")
    codec = jvm.io.netty.handler.codec.http2.Http2FrameCodecBuilder.forClient().build()
    second = jvm.io.netty.channel.embedded.EmbeddedChannel(array_of(jvm.io.netty.channel.ChannelHandler, [codec]))
    expect(second.readOutbound().readableBytes() > 0, True)
    for name in ("codec.http.HttpContentDecompressor", "ssl.SslHandler", "proxy.HttpProxyHandler", "codec.socksx.v5.Socks5ClientEncoder"):
        class_named(f"io.netty.handler.{name}")
    expect(jvm.io.netty.channel.epoll.Epoll.isAvailable(), True)


@step
def memory_of_arrow():
    allocator = jvm.org.apache.spark.sql.util.ArrowUtils.rootAllocator().newChildAllocator("proof", 0, 1 << 20)
    buffer = allocator.buffer(1024)
    buffer.setLong(0, 7)
    expect(buffer.getLong(0), 7)
    buffer.close()
    allocator.close()


@step
def codecs_of_blocks():
    codecs = jvm.org.apache.spark.io.CompressionCodec
    text = bytes(b"compressed twice, compressed twice " * 20_000)
    for codec in ("lz4", "lzf", "snappy", "zstd"):
        made = codecs.createCodec(context._jsc.sc().getConf(), codec)
        packed = jvm.java.io.ByteArrayOutputStream()
        stream = made.compressedOutputStream(packed)
        stream.write(text)
        stream.close()
        unpacked = made.compressedInputStream(jvm.java.io.ByteArrayInputStream(packed.toByteArray()))
        expect(bytes(jvm.org.apache.commons.io.IOUtils.toByteArray(unpacked)) == text, True)
        expect(packed.size() < len(text) // 10, True)
    # The library itself, both ways round, with its checksum.
    factory = jvm.net.jpountz.lz4.LZ4Factory.fastestInstance()
    packed = factory.highCompressor().compress(text)
    expect(bytes(factory.safeDecompressor().decompress(packed, len(text))) == text, True)
    expect(factory.fastDecompressor() is not None, True)
    expect(jvm.net.jpountz.xxhash.XXHashFactory.fastestInstance().hash32() is not None, True)


@step
def json_functions():
    row = spark.sql(
        """select from_json('{"a": [1, 2.5], "b": {"c": null}}', 'a array<double>, b struct<c: string>') as read,
                  to_json(map('k', named_struct('d', date'2020-01-31', 't', timestamp_seconds(0)))) as written,
                  get_json_object('{"x": {"y": [1, 2]}}', '$.x.y[1]') as found"""
    ).first()
    expect((row.read.a, row.read.b.c, row.found), ([1.0, 2.5], None, "2"))
    expect(json.loads(row.written)["k"]["d"], "2020-01-31")
    expect(spark.range(1).schema.json(), '{"fields":[{"metadata":{},"name":"id","nullable":false,"type":"long"}],"type":"struct"}')
    expect(jvm.org.apache.spark.sql.types.DataType.fromJson(spark.range(1).schema.json()).json()[:9], '{"type":"')


@step
def event_log_and_its_replay():
    logs = glob.glob(f"{WORK}/events/**/*", recursive=True)
    files = [name for name in logs if os.path.isfile(name) and not name.endswith(".crc") and "appstatus" not in name]
    expect(len(files) > 0, True)
    protocol = jvm.org.apache.spark.util.JsonProtocol
    listener = jvm.org.apache.spark.scheduler.SparkListenerLogStart(spark.version)
    text = protocol.sparkEventToJsonString(listener)
    expect(protocol.sparkEventFromJson(text).toString(), listener.toString())


class ApiServer(http.server.BaseHTTPRequestHandler):
    """As much of Kubernetes as a list of pods takes."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        pod = {"metadata": {"name": "driver", "creationTimestamp": "2020-01-31T00:00:00Z"}, "spec": {"containers": []}}
        body = json.dumps({"apiVersion": "v1", "kind": "PodList", "metadata": {}, "items": [pod]}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@step
def kubernetes_client():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), ApiServer)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    fabric8 = jvm.io.fabric8.kubernetes
    config = fabric8.client.ConfigBuilder().withMasterUrl(f"http://127.0.0.1:{server.server_port}/").build()
    client = fabric8.client.KubernetesClientBuilder().withConfig(config).build()
    try:
        pods = client.pods().inNamespace("default").list().getItems()
        expect([pod.getMetadata().getName() for pod in pods], ["driver"])
        yaml = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: template\nspec:\n  containers:\n  - name: main\n"
        template = client.pods().load(jvm.java.io.ByteArrayInputStream(bytearray(yaml.encode()))).item()
        expect(template.getMetadata().getName(), "template")
        expect("template" in fabric8.client.utils.Serialization.asYaml(template), True)
    finally:
        client.close()
        server.shutdown()
    class_named("org.apache.spark.scheduler.cluster.k8s.KubernetesClusterManager")


class ZooKeeperServer(socketserver.StreamRequestHandler):
    """As much of ZooKeeper as making a node takes: the one in the distribution of Spark 3.5 does not start."""

    made = []

    def take(self):
        (length,) = struct.unpack(">i", self.rfile.read(4))
        return self.rfile.read(length)

    def give(self, *parts):
        body = b"".join(parts)
        self.wfile.write(struct.pack(">i", len(body)) + body)

    def handle(self):
        self.take()
        self.give(struct.pack(">iiqi16s?", 0, 40_000, 1, 16, b"", False))
        while True:
            request = self.take()
            xid, kind = struct.unpack_from(">ii", request)
            done, absent = struct.pack(">iqi", xid, 1, 0), struct.pack(">iqi", xid, 1, -101)
            if kind == -11:  # the end of the session
                return self.give(done)
            if kind in (1, 15):  # create, without and with what is known of the node
                (length,) = struct.unpack_from(">i", request, 8)
                self.made.append(request[12 : 12 + length].decode())
                self.give(done, request[8 : 12 + length], bytes(68) if kind == 15 else b"")
            else:
                self.give(done if kind == 11 else absent)


@step
def clients_of_zookeeper():
    # What Spark's own masters keep their state with.
    server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), ZooKeeperServer)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    setting = "spark.deploy.zookeeper.url"
    conf = jvm.org.apache.spark.SparkConf().set(setting, f"127.0.0.1:{server.server_address[1]}")
    curator = jvm.org.apache.spark.deploy.SparkCuratorUtil
    client = curator.newClient(conf, setting)
    try:
        curator.mkdir(client, "/proof")
        expect(ZooKeeperServer.made, ["/proof"])
    finally:
        client.close()
        server.shutdown()


@step
def shuffle_and_broadcast():
    # Over Netty, compressed by LZ4 and encrypted, as the settings of the run ask.
    numbers = spark.range(0, 10_000, 1, 2).withColumn("key", f.col("id") % 100)
    names = spark.range(100).select(f.col("id").alias("key"), f.concat(f.lit("n"), "id").alias("name"))
    joined = numbers.repartition(2, "key").join(f.broadcast(names), "key").groupBy("name").count()
    expect(joined.agg(f.sum("count"), f.count("*")).first()[:], (10_000, 100))
    large = context.broadcast(os.urandom(8 << 20))
    expect(context.parallelize(range(2), 2).map(lambda _: len(large.value)).collect(), [8 << 20] * 2)


@step
def files_sent_to_executors():
    with open("sent.txt", "w") as file:
        file.write("sent")
    context.addFile(os.path.join(WORK, "sent.txt"))

    def read(_):
        from pyspark import SparkFiles

        with open(SparkFiles.get("sent.txt")) as file:
            return file.read()

    expect(context.parallelize(range(2), 2).map(read).collect(), ["sent", "sent"])


@step
def tables_of_hive_with_derby():
    spark.sql("create table numbers (id bigint, name string) stored as avro")
    spark.sql("insert into numbers select id, concat('n', id) from range(100)")
    expect(spark.sql("select count(*), sum(id), max(name) from numbers").first()[:], (100, 4950, "n99"))
    spark.sql("drop table numbers")
    # The database of the catalog itself, as a program would use it.
    statement = jvm.java.sql.DriverManager.getConnection("jdbc:derby:direct;create=true").createStatement()
    statement.executeUpdate("create table numbers (number int)")
    expect(statement.executeUpdate("insert into numbers values 1, 2, 3"), 3)


FORMATS = {"parquet": ("snappy", "zstd", "lz4"), "orc": ("snappy", "zstd", "lz4"), "json": ("none",)}


@step
def files_of_tables():
    rows = spark.range(0, 1000, 1, 1).selectExpr("id", "cast(id as string) as name", "array(id) as list")
    read = []
    for name, compressions in FORMATS.items():
        for compression in compressions:
            path = f"{WORK}/files/{name}-{compression}"
            rows.write.format(name).option("compression", compression).save(path)
            read.append(spark.read.schema(rows.schema).format(name).load(path))
    every = reduce(DataFrame.union, read)
    expect(every.agg(f.count("*"), f.sum(f.col("list")[0])).first()[:], (7000, 7 * 499_500))


@step
def streaming_with_checkpoints():
    source = spark.readStream.schema("id long, name string").json(f"{WORK}/files/json-none")
    counted = source.groupBy((f.col("id") % 3).alias("rest")).count()
    query = (
        counted.writeStream.outputMode("complete")
        .format("memory")
        .queryName("counted")
        .option("checkpointLocation", f"{WORK}/checkpoint")
        .trigger(availableNow=True)
        .start()
    )
    query.awaitTermination()
    expect(spark.table("counted").agg(f.sum("count")).first()[0], 1000)
    expect(query.lastProgress["numInputRows"], 1000)


@step
def rest_api_and_pages_of_the_user_interface():
    root = context.uiWebUrl

    def get(path):
        with urllib.request.urlopen(root + path, timeout=60) as answer:
            return answer.read()

    api = f"/api/v1/applications/{context.applicationId}"
    expect(json.loads(get("/api/v1/applications"))[0]["id"], context.applicationId)
    expect(len(json.loads(get(f"{api}/executors"))) >= 2, True)
    expect(len(json.loads(get(f"{api}/jobs"))) > 1, True)
    expect(len(json.loads(get(f"{api}/sql"))) > 1, True)
    expect("gauges" in json.loads(get("/metrics/json/")), True)
    for page in ("/jobs/", "/environment/", "/SQL/"):
        expect(b"<html" in get(page), True)


spark.stop()
