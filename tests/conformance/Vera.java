import java.io.File;
import java.io.FileInputStream;
import java.util.TreeMap;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;

/**
 * Which rules of which standard does each file break?
 *
 * Arguments: standards separated by commas (3u,ua1), then files. One line for each file and standard, tabs between:
 * file, standard, "passed" or "failed", number of checks; then one line, indented by a tab, for each broken rule.
 */
public class Vera {
    public static void main(String[] arguments) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        for (int i = 1; i < arguments.length; i++)
            for (String standard : arguments[0].split(","))
                check(new File(arguments[i]), PDFAFlavour.byFlavourId(standard), standard);
    }

    static void check(File file, PDFAFlavour flavour, String standard) throws Exception {
        try (var stream = new FileInputStream(file);
             var parser = Foundries.defaultInstance().createParser(stream, flavour);
             var validator = Foundries.defaultInstance().createValidator(flavour, false)) {
            var result = validator.validate(parser);
            var broken = new TreeMap<String, Integer>();
            for (TestAssertion one : result.getTestAssertions())
                if (one.getStatus() == TestAssertion.Status.FAILED)
                    broken.merge(one.getRuleId().getClause() + "-" + one.getRuleId().getTestNumber() + " "
                        + one.getMessage() + " @ " + one.getLocation().getContext(), 1, Integer::sum);
            System.out.println(String.join("\t", file.getName(), standard,
                result.isCompliant() ? "passed" : "failed", String.valueOf(result.getTotalAssertions())));
            broken.entrySet().stream().limit(10).forEach(
                entry -> System.out.println("\t" + entry.getValue() + " × " + entry.getKey()));
        }
    }
}
