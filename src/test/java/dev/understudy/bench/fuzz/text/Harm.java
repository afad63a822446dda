package dev.understudy.bench.fuzz.text;

import java.util.List;

/** What rules must never do, as expressions and statements; each leaves a trace that the fuzzer sees if it runs. */
final class Harm {
    private static final List<String> EXPRESSIONS = List.of(
            "new java.io.File(\"pwned\").mkdir()",
            "new java.io.FileOutputStream(\"pwned\")",
            "java.nio.file.Files.createFile(java.nio.file.Path.of(\"pwned\"))",
            "java.nio.file.Files.writeString(java.nio.file.Path.of(\"pwned\"), \"x\")",
            "System.setProperty(\"pwned\", \"x\")",
            "System.getProperties().put(\"pwned\", \"x\")",
            "System.getenv(\"PATH\")",
            "System.currentTimeMillis()",
            "System.identityHashCode(\"\")",
            "java.util.Locale.getDefault()",
            "java.util.TimeZone.getDefault()",
            "java.time.Clock.systemUTC()",
            "java.time.LocalDate.now()",
            "Math.random()",
            "java.util.UUID.randomUUID()",
            "new java.util.Random()",
            "Runtime.getRuntime().exec(\"touch pwned\")",
            "new ProcessBuilder(\"touch\", \"pwned\").start()",
            "Class.forName(\"java.lang.Runtime\")",
            "\"\".getClass().getClassLoader()",
            "String.class.getMethods()[0]",
            "Object.class.getModule()",
            "Thread.currentThread().getContextClassLoader()",
            "Thread.ofPlatform().start(() -> {})",
            "java.util.concurrent.CompletableFuture.supplyAsync(() -> 1)",
            "java.util.concurrent.Executors.newCachedThreadPool()",
            "new ThreadLocal()",
            "ThreadLocal.withInitial(() -> 1)",
            "new java.net.Socket(\"localhost\", 80)",
            "new java.net.URL(\"http://localhost/\").openStream()",
            "java.net.http.HttpClient.newHttpClient()",
            "java.lang.invoke.MethodHandles.lookup()",
            "java.util.ServiceLoader.load(Runnable.class)",
            "new java.net.URLClassLoader(new java.net.URL[0])",
            "sun.misc.Unsafe.getUnsafe()",
            "new javax.naming.InitialContext().lookup(\"ldap://localhost/x\")",
            "new javax.script.ScriptEngineManager().getEngineByName(\"js\")",
            "java.util.logging.Logger.getLogger(\"\")",
            "java.lang.reflect.Array.newInstance(int.class, 5)",
            "java.lang.reflect.Proxy.newProxyInstance(null, new Class[0], null)",
            "java.util.stream.IntStream.range(0, 9).parallel()",
            "new java.util.ArrayList().parallelStream()",
            "\"a\".intern()",
            "new java.io.ObjectInputStream(null)",
            "StackWalker.getInstance()",
            "ProcessHandle.current().pid()",
            "java.security.Security.getProviders()",
            "org.kie.api.KieServices.get()",
            "drools.getKieRuntime()",
            "kcontext.getKieRuntime()",
            "drools.getContext(Object.class)",
            "dev.understudy.sandbox.Meter.arm(9L, 9L, 9L)",
            "new RuntimeException().getStackTrace()",
            "((Object) \"\").getClass()",
            "java.util.Map.entry(1, 2).getClass().getSuperclass()");
    private static final List<String> STATEMENTS = List.of(
            "System.exit(3);",
            "Runtime.getRuntime().halt(3);",
            "System.out.println(\"pwned\");",
            "System.setOut(null);",
            "new RuntimeException(\"pwned\").printStackTrace();",
            "java.util.Locale.setDefault(java.util.Locale.JAPAN);",
            "java.util.TimeZone.setDefault(null);",
            "new Thread(() -> { while (true) {} }).start();",
            "new java.util.Timer().schedule(null, 0L);",
            "Runtime.getRuntime().addShutdownHook(new Thread());",
            "Thread.currentThread().interrupt();",
            "Thread.currentThread().setName(\"pwned\");",
            "synchronized (\"\") { while (true) {} }",
            "synchronized (Object.class) { }",
            "\"\".notifyAll();",
            "java.security.Security.removeProvider(\"SUN\");",
            "drools.insertAsync(\"x\");",
            "drools.setFocus(\"x\");",
            "drools.getEntryPoint(\"x\").insert(1);",
            "assert false;",
            "throw new Error(\"x\");",
            "throw new StackOverflowError();",
            "throw new ThreadDeath();",
            "throw null;",
            "class T extends Thread {} new T().start();",
            "class C { static java.util.List kept = new java.util.ArrayList(); } C.kept.add(1);",
            "class C { static int n; } C.n++; insert(C.n);",
            "enum E { A; int n; } E.A.n++; insert(E.A.n);",
            "interface I { java.util.List L = new java.util.ArrayList(); } I.L.add(1); insert(I.L.size());",
            "record R(int a) { static int n; } R.n++;",
            "class Q { protected void finalize() { while (true) {} } } new Q();",
            "insert(new Object().hashCode());",
            "insert(java.util.Objects.toIdentityString(\"\"));");

    private Harm() {}

    static String expression(Dice dice) {
        return dice.of(EXPRESSIONS);
    }

    static String statement(Dice dice) {
        return dice.oneIn(2) ? dice.of(STATEMENTS) : "Object h" + dice.below(1000) + " = " + expression(dice) + ";";
    }
}
