def greet(who):
    return f"good day, {who}"
