const text = (name: string, occurs = ''): string => `<xs:element name="${name}" type="xs:string"${occurs}/>`
const optional = ' minOccurs="0"'

const pensioner = [
  text('PNO'),
  text('NIN', optional),
  ...['NAME', 'SEX', 'DOB', 'STAT', 'STATDT', 'ENRDT', 'AMT', 'KATA'].map((name) => text(name)),
  text('SIMU', optional),
  '<xs:element name="CARE" type="tns:Care" minOccurs="0"/>',
  '<xs:element name="PAYS" type="tns:Payments"/>',
].join('')

/** WSDL 1.1, document/literal; as in 2009, everything is a string. */
export const pensionWsdl = (address: string): string => `<?xml version="1.0" encoding="UTF-8"?>
<definitions name="PensionerService" targetNamespace="http://cctp.go.tm.example/pensioner" xmlns="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/" xmlns:tns="http://cctp.go.tm.example/pensioner" xmlns:xs="http://www.w3.org/2001/XMLSchema">
  <types>
    <xs:schema targetNamespace="http://cctp.go.tm.example/pensioner" elementFormDefault="qualified">
      <xs:complexType name="Care"><xs:sequence>${text('NAME')}${text('NIN', optional)}</xs:sequence></xs:complexType>
      <xs:complexType name="Payment"><xs:sequence>${['CYC', 'DT', 'AMT', 'ST', 'PSP'].map((name) => text(name)).join('')}</xs:sequence></xs:complexType>
      <xs:complexType name="Payments"><xs:sequence><xs:element name="PAY" type="tns:Payment" minOccurs="0" maxOccurs="6"/></xs:sequence></xs:complexType>
      <xs:complexType name="Pensioner"><xs:sequence>${pensioner}</xs:sequence></xs:complexType>
      <xs:element name="QueryPensioner"><xs:complexType><xs:sequence>${text('KEYTYPE')}${text('KEY')}</xs:sequence></xs:complexType></xs:element>
      <xs:element name="QueryPensionerResponse"><xs:complexType><xs:sequence>${text('RC')}${text('MSG')}<xs:element name="PENSIONER" type="tns:Pensioner" minOccurs="0"/></xs:sequence></xs:complexType></xs:element>
    </xs:schema>
  </types>
  <message name="QueryPensionerInput"><part name="parameters" element="tns:QueryPensioner"/></message>
  <message name="QueryPensionerOutput"><part name="parameters" element="tns:QueryPensionerResponse"/></message>
  <portType name="PensionerPort">
    <operation name="QueryPensioner"><input message="tns:QueryPensionerInput"/><output message="tns:QueryPensionerOutput"/></operation>
  </portType>
  <binding name="PensionerBinding" type="tns:PensionerPort">
    <soap:binding style="document" transport="http://schemas.xmlsoap.org/soap/http"/>
    <operation name="QueryPensioner"><soap:operation soapAction="QueryPensioner"/><input><soap:body use="literal"/></input><output><soap:body use="literal"/></output></operation>
  </binding>
  <service name="PensionerService">
    <port name="PensionerPort" binding="tns:PensionerBinding"><soap:address location="${address.replace(/[&<>"]/g, '')}"/></port>
  </service>
</definitions>
`
