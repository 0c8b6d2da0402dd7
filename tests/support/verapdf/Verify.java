import java.io.File;
import java.io.FileInputStream;
import java.io.InputStream;
import java.util.Set;
import java.util.TreeSet;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Verify FLAVOUR[,FLAVOUR] FILE...: one line a file and flavour: pass or fail, the rules checked, those that failed. */
public class Verify {
  public static void main(String[] args) throws Exception {
    VeraGreenfieldFoundryProvider.initialise();
    for (int i = 1; i < args.length; i++) {
      for (String name : args[0].split(",")) {
        System.out.println(args[i] + "\t" + name + "\t" + line(args[i], PDFAFlavour.byFlavourId(name)));
      }
    }
  }

  private static String line(String path, PDFAFlavour flavour) throws Exception {
    try (InputStream in = new FileInputStream(new File(path));
        PDFAParser parser = Foundries.defaultInstance().createParser(in, flavour);
        PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
      ValidationResult result = validator.validate(parser);
      Set<String> failed = new TreeSet<>();
      for (TestAssertion assertion : result.getTestAssertions()) {
        if (assertion.getStatus() == TestAssertion.Status.FAILED) {
          failed.add(assertion.getRuleId().getClause() + "-" + assertion.getRuleId().getTestNumber());
        }
      }
      return (result.isCompliant() ? "pass" : "fail") + "\t" + result.getTotalAssertions() + "\t" + String.join(" ", failed);
    }
  }
}
