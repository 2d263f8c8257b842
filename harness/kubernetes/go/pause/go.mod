module spark-k8s-images/harness/kubernetes/go/pause

go 1.25.0
